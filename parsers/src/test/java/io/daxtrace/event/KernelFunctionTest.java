package io.daxtrace.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.KernelFunction.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Facts of the kernel's sources, 5.10 to 7.2, against what was read of functions.h. */
class KernelFunctionTest {
    @Test
    void everyLineOfTheListIsAFunction() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/main/resources/io/daxtrace/event/functions.h"));
        assertThat(KernelFunction.all().stream().map(KernelFunction::symbol).collect(Collectors.toList()))
                .hasSize((int) lines.stream()
                        .filter(line -> line.startsWith("FUNCTION("))
                        .count())
                .doesNotHaveDuplicates()
                .contains("dax_iomap_fault", "ext4_sync_file", "xfs_filemap_pfn_mkwrite", "fuse_dax_huge_fault");
    }

    @Test
    void aFunctionHasItsRoleItsModuleAndItsArguments() {
        KernelFunction handler = KernelFunction.ofSymbol("xfs_filemap_huge_fault");
        assertThat(handler.role()).isEqualTo(Role.HANDLER);
        assertThat(handler.module()).isEqualTo("xfs");
        assertThat(handler.arguments()).isEqualTo(2);
        assertThat(KernelFunction.VFS_FSYNC_RANGE.arguments()).isEqualTo(4);
        assertThat(KernelFunction.VFS_FSYNC_RANGE.module()).isEqualTo("vmlinux");
        assertThat(KernelFunction.ofSymbol("ext4_dax_fault").role()).isEqualTo(Role.WRAPPER);
        assertThat(KernelFunction.all().get(handler.number())).isSameAs(handler);
        assertThat(KernelFunction.ofSymbol("ext4_da_write_begin")).isNull();
    }

    @Test
    void theFilesystemsWithDaxAreThoseOfTheKernel() {
        assertThat(List.of("ext2", "ext4", "xfs", "erofs", "fuse", "virtiofs")).allMatch(DaxFilesystem::isType);
        assertThat(List.of("btrfs", "tmpfs", "overlay", "vmlinux", "9p")).noneMatch(DaxFilesystem::isType);
    }
}
