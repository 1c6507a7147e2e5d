package io.daxtrace.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    @Test
    void givesTheSameBytes() throws IOException {
        Random random = new Random(5);
        for (int size : new int[] {0, 1, 1 << 18, 3_000_001}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try (ReadAhead in = new ReadAhead(new ByteArrayInputStream(bytes))) {
                byte[] buffer = new byte[400_000];
                for (int n = in.read(buffer, 0, 1); n >= 0; n = in.read(buffer, 7, 1 + random.nextInt(300_000))) {
                    read.write(buffer, read.size() == 0 ? 0 : 7, n);
                }
                assertThat(in.read(buffer, 0, 5)).isEqualTo(-1);
            }
            assertThat(read.toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void canBeClosedAnywhere() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int reads = 0; reads < 50; reads++) {
                try (ReadAhead in = new ReadAhead(new ByteArrayInputStream(new byte[10 << 20]))) {
                    for (int i = 0; i < reads; i++) {
                        assertThat(in.read(new byte[1 << 17], 0, 1 << 17)).isPositive();
                    }
                }
            }
        });
    }

    @Test
    void passesOnFailures() throws IOException {
        InputStream failing = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("input/output error");
            }
        };
        try (ReadAhead in = new ReadAhead(failing)) {
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("input/output error");
        }
    }
}
