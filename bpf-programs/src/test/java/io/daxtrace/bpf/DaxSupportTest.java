package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.DeviceNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A /sys as the kernel lays it out: numbers that lead to devices, partitions below their disk. */
class DaxSupportTest {
    @TempDir
    private Path sys;

    @Test
    void shouldReadTheQueueOfTheDeviceOrItsDisk() throws IOException {
        device("259:0", "devices/pmem0", "devices/pmem0", "1\n");
        device("259:1", "devices/pmem0/pmem0p1", "devices/pmem0", "1\n");
        device("8:0", "devices/sda", "devices/sda", "0\n");
        device("8:1", "devices/sda/sda1", "devices/sda", "0\n");
        assertThat(of(259, 0)).isEqualTo(DaxSupport.YES);
        assertThat(of(259, 1)).isEqualTo(DaxSupport.YES);
        assertThat(of(8, 0)).isEqualTo(DaxSupport.NO);
        assertThat(of(8, 1)).isEqualTo(DaxSupport.NO);
        assertThat(of(259, 2)).isEqualTo(DaxSupport.NO_DEVICE);
    }

    private DaxSupport of(int major, int minor) {
        return DaxSupport.of(sys.resolve("block"), DeviceNumber.of(major, minor));
    }

    private void device(String number, String directory, String disk, String dax) throws IOException {
        Path block = Files.createDirectories(sys.resolve("block"));
        Path device = Files.createDirectories(sys.resolve(directory));
        Path queue = Files.createDirectories(sys.resolve(disk).resolve("queue"));
        Files.writeString(queue.resolve("dax"), dax);
        Files.createSymbolicLink(block.resolve(number), device);
    }
}
