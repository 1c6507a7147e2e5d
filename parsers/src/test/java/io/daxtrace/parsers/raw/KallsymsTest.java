package io.daxtrace.parsers.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.KernelFunction;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KallsymsTest {
    private int bytesRead;

    @Test
    void readsOnlyAsFarAsTheAddressInTheKernelsOwnSymbols() {
        StringBuilder text = new StringBuilder("ffffffff81000000 T _text\nffffffff81000100 T dax_iomap_fault\n");
        for (int i = 0; i < 100_000; i++) {
            text.append("ffffffff82").append(String.format("%06x", i * 16)).append(" t f\n");
        }
        Kallsyms kallsyms = of(text.toString());

        assertThat(kallsyms.entryAt(0xffffffff81000104L)).isEqualTo(KernelFunction.DAX_IOMAP_FAULT);
        assertThat(bytesRead).isLessThan(200_000).isLessThan(text.length() / 10);
        assertThat(kallsyms.knows(KernelFunction.VFS_FSYNC_RANGE)).isFalse();
        assertThat(bytesRead).isEqualTo(text.length());
    }

    @Test
    void findsFunctionsOfModulesBelowTheKernel() {
        Kallsyms kallsyms = of("""
                ffff800080000000 T _text
                ffff800080001000 T vfs_fsync_range
                ffff80007a002000 t ext4_dax_huge_fault	[ext4]
                ffff80007a001000 t ext4_sync_file	[ext4]""");

        assertThat(kallsyms.entryAt(0xffff80007a001004L)).isEqualTo(KernelFunction.ofSymbol("ext4_sync_file"));
        assertThat(kallsyms.entryAt(0xffff80007a002008L)).isEqualTo(KernelFunction.ofSymbol("ext4_dax_huge_fault"));
        assertThat(kallsyms.entryAt(0xffff800080001000L)).isEqualTo(KernelFunction.VFS_FSYNC_RANGE);
    }

    @Test
    void survivesNonsense() {
        Random random = new Random(7);
        byte[] bytes = new byte[5000];
        for (int i = 0; i < 300; i++) {
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(3) == 0 ? bytes[j] : (byte) "0f T \n\tdax$a".charAt(random.nextInt(12));
            }
            Kallsyms kallsyms = new Kallsyms(() -> new ByteArrayInputStream(bytes));
            assertThat(kallsyms.entryAt(random.nextLong())).isNull();
        }
        assertThat(of("").entryAt(1)).isNull();
        assertThat(new Kallsyms(null).entryAt(1)).isNull();
        assertThat(new Kallsyms(() -> null).knows(KernelFunction.ofSymbol("ext4_sync_file")))
                .isFalse();
    }

    /** Brute force: the greatest symbol not above the address is one of ours, by no more than 16. */
    @Test
    void agreesWithTheGreatestSymbolNotAbove() {
        Random random = new Random(11);
        String[] names = {"dax_iomap_fault", "other", "vfs_fsync_range", "_etext"};
        for (int round = 0; round < 200; round++) {
            TreeMap<Long, String> symbols = new TreeMap<>();
            for (int i = 0; i < 30; i++) {
                symbols.put(0x1000L + random.nextInt(300), names[random.nextInt(4)]);
            }
            StringBuilder text = new StringBuilder();
            symbols.forEach((a, name) -> text.append(String.format("%016x T %s%n", a, name)));
            Kallsyms kallsyms = of(text.toString());
            for (int i = 0; i < 40; i++) {
                long address = 0x1000L + random.nextInt(320);
                Long floor = symbols.floorKey(address);
                KernelFunction expected =
                        floor == null || address - floor > 16 ? null : KernelFunction.ofSymbol(symbols.get(floor));
                assertThat(kallsyms.entryAt(address))
                        .as("%x in%n%s", address, text)
                        .isEqualTo(expected);
            }
        }
    }

    private Kallsyms of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        InputStream counted = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                int n = super.read(into, offset, length);
                bytesRead += Math.max(0, n);
                return n;
            }
        };
        return new Kallsyms(() -> counted);
    }
}
