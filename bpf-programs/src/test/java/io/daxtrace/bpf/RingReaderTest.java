package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A producer in Java writes what kernel/bpf/ringbuf.c writes; no kernel is needed. */
class RingReaderTest {
    private static final int SIZE = 4096;

    private final ByteBuffer consumer = page();
    private final ByteBuffer producer = page();
    private final ByteBuffer data = ByteBuffer.allocateDirect(2 * SIZE).order(ByteOrder.nativeOrder());
    private final List<String> got = new ArrayList<>();

    private static ByteBuffer page() {
        return ByteBuffer.allocateDirect(4096).order(ByteOrder.nativeOrder());
    }

    private RingReader readerAt(long position) {
        consumer.putLong(0, position);
        producer.putLong(0, position);
        return new RingReader(consumer, producer, data);
    }

    private void take(ByteBuffer from, int offset, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = from.get(offset + i);
        }
        got.add(new String(bytes, java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** The data area is mapped twice: what is written in one half is in the other too. */
    private void put(long position, byte value) {
        int at = (int) (position & SIZE - 1);
        data.put(at, value);
        data.put(at + SIZE, value);
    }

    private void header(long position, int header) {
        for (int i = 0; i < Integer.BYTES; i++) {
            put(position + i, (byte) (header >>> 8 * i));
        }
    }

    /** Reserves and fills; returns where. */
    private long write(String record, int flags) {
        long position = producer.getLong(0);
        header(position, record.length() | flags);
        for (int i = 0; i < record.length(); i++) {
            put(position + RingReader.HEADER_SIZE + i, (byte) record.charAt(i));
        }
        producer.putLong(0, position + (record.length() + 8 + 7) / 8 * 8L);
        return position;
    }

    @Test
    void shouldDeliverRecordsOfAnyLengthInOrder() {
        RingReader reader = readerAt(0);
        write("", 0);
        write("a", 0);
        write("seven77", 0);
        write("eight888", 0);
        write("nine99999", 0);
        assertThat(reader.drain(this::take, 100)).isEqualTo(5);
        assertThat(got).containsExactly("", "a", "seven77", "eight888", "nine99999");
        assertThat(consumer.getLong(0)).isEqualTo(producer.getLong(0)).isEqualTo(8 + 16 + 16 + 16 + 24);
        assertThat(reader.drain(this::take, 100)).isZero();
    }

    @Test
    void shouldStopAtABusyRecordAndGoOnOnceItIsThere() {
        RingReader reader = readerAt(0);
        write("one", 0);
        long busy = write("two", RingReader.BUSY);
        write("three", 0);
        assertThat(reader.drain(this::take, 100)).isEqualTo(1);
        assertThat(consumer.getLong(0)).isEqualTo(busy);
        header(busy, 3);
        assertThat(reader.drain(this::take, 100)).isEqualTo(2);
        assertThat(got).containsExactly("one", "two", "three");
    }

    @Test
    void shouldSkipDiscardedRecords() {
        RingReader reader = readerAt(0);
        write("given up", RingReader.DISCARDED);
        write("kept", 0);
        write("given up too", RingReader.DISCARDED);
        assertThat(reader.drain(this::take, 100)).isEqualTo(1);
        assertThat(got).containsExactly("kept");
        assertThat(consumer.getLong(0)).isEqualTo(producer.getLong(0));
    }

    @Test
    void shouldDeliverNoMoreThanAsked() {
        RingReader reader = readerAt(0);
        for (int i = 0; i < 10; i++) {
            write("r" + i, 0);
        }
        assertThat(reader.drain(this::take, 4)).isEqualTo(4);
        assertThat(consumer.getLong(0)).isEqualTo(4 * 16);
        assertThat(reader.drain(this::take, 100)).isEqualTo(6);
    }

    @Test
    void shouldReadARecordAcrossTheEndOfTheRing() {
        RingReader reader = readerAt(SIZE - 16);
        write("sixteen and more bytes", 0);
        write("behind it", 0);
        assertThat(reader.drain(this::take, 100)).isEqualTo(2);
        assertThat(got).containsExactly("sixteen and more bytes", "behind it");
    }

    @Test
    void shouldCountPositionsPastFourGiB() {
        RingReader reader = readerAt((1L << 32) - 24);
        for (int i = 0; i < 5; i++) {
            write("record " + i, 0);
        }
        assertThat(reader.drain(this::take, 100)).isEqualTo(5);
        assertThat(consumer.getLong(0)).isEqualTo((1L << 32) - 24 + 5 * 16);
    }

    @Test
    void shouldPublishLongBeforeTheRingIsRead() {
        RingReader reader = readerAt(0);
        for (int i = 0; i < 200; i++) {
            write("x", 0);
        }
        List<Long> published = new ArrayList<>();
        reader.drain((buffer, offset, length) -> published.add(consumer.getLong(0)), 1000);
        assertThat(published.get(63)).isZero();
        assertThat(published.get(64)).isEqualTo(64 * 16);
        assertThat(published.get(199)).isEqualTo(192 * 16);
    }

    @Test
    void shouldLoseNothingOfARandomSequence() {
        Random random = new Random(7);
        RingReader reader = readerAt(0);
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 2000; round++) {
            while (producer.getLong(0) - consumer.getLong(0) < SIZE - 200) {
                String record = "n" + expected.size() + ".".repeat(random.nextInt(150));
                if (random.nextInt(5) == 0) {
                    write(record, RingReader.DISCARDED);
                } else {
                    write(record, 0);
                    expected.add(record);
                }
            }
            reader.drain(this::take, random.nextInt(40));
        }
        reader.drain(this::take, Integer.MAX_VALUE);
        assertThat(got).isEqualTo(expected);
    }

    @Test
    void shouldRejectASizeThatIsNoPowerOfTwo() {
        ByteBuffer odd = ByteBuffer.allocateDirect(2 * 3000).order(ByteOrder.nativeOrder());
        assertThatThrownBy(() -> new RingReader(consumer, producer, odd))
                .hasMessage("a ring of 3000 bytes, expected a power of two");
    }
}
