package io.daxtrace.parsers.hlog;

import io.daxtrace.parsers.histogram.BucketRows;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Decodes one interval's histogram. The library allocates what the encoding asks for, so that is checked first. All
 * numbers are big endian:
 *
 * <pre>
 *  compressed     i32 cookie | i32 length | zlib stream of one of these:
 *  V1, V2         i32 cookie | i32 length | i32 index offset | i32 digits | i64 lowest | i64 highest | f64 ratio | counts
 *  V0             i32 cookie | i32 digits | i64 lowest | i64 highest | i64 total | counts
 * </pre>
 */
final class Payload {
    private static final int WORD_SIZE_BITS = 0xf0;
    private static final int COMPRESSED_V0 = 0x1c849309;
    private static final int COMPRESSED_V1 = 0x1c849302;
    private static final int COMPRESSED_V2 = 0x1c849304;
    private static final int PLAIN_V0 = 0x1c849308;
    private static final int PLAIN_V1 = 0x1c849301;
    private static final int PLAIN_V2 = 0x1c849303;
    private static final int DOUBLES = 0x0c72124e;
    private static final int COMPRESSED_DOUBLES = 0x0c72124f;
    private static final int MOST_DIGITS = 5;
    /** 4 digits over the whole range of a long are 800,000. */
    private static final long MOST_COUNTS = 1 << 20;

    private static final int LONGEST_HEADER = 40;

    private Payload() {}

    /**
     * The recorded values as rows.
     *
     * @param nanoseconds what one unit is
     * @throws IllegalArgumentException when it is damaged or asks for too much, with what was found
     */
    static BucketRows rows(String base64, long nanoseconds, long line) {
        try {
            return recorded(decoded(Base64.getDecoder().decode(base64)), nanoseconds, line);
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException(
                    e instanceof Rejected ? e.getMessage() : "the histogram is damaged (" + e.getMessage() + ")", e);
        }
    }

    private static Histogram decoded(byte[] bytes) throws DataFormatException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int cookie = buffer.getInt(0);
        if (cookie == DOUBLES || cookie == COMPRESSED_DOUBLES) {
            throw new Rejected("a DoubleHistogram is not read: its values are no whole nanoseconds");
        }
        switch (cookie & ~WORD_SIZE_BITS) {
            case COMPRESSED_V0, COMPRESSED_V1, COMPRESSED_V2 -> {
                check(inflatedHeader(bytes, buffer.getInt(4)));
                return Histogram.decodeFromCompressedByteBuffer(buffer, 0);
            }
            default -> {
                check(buffer);
                return Histogram.decodeFromByteBuffer(buffer, 0);
            }
        }
    }

    private static ByteBuffer inflatedHeader(byte[] bytes, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, 8, Math.min(length, bytes.length - 8));
            byte[] header = new byte[LONGEST_HEADER];
            return ByteBuffer.wrap(header, 0, inflater.inflate(header));
        } finally {
            inflater.end();
        }
    }

    /** Refuses what would make the library allocate much or compute nonsense. */
    private static void check(ByteBuffer plain) {
        int digitsAt = switch (plain.getInt(0) & ~WORD_SIZE_BITS) {
            case PLAIN_V0 -> 4;
            case PLAIN_V1, PLAIN_V2 -> 12;
            default ->
                throw new Rejected(
                        String.format("unknown encoding 0x%08x, expected that of HdrHistogram", plain.getInt(0)));
        };
        int digits = plain.getInt(digitsAt);
        long lowest = plain.getLong(digitsAt + 4);
        long highest = plain.getLong(digitsAt + 12);
        if (digits < 0 || digits > MOST_DIGITS || lowest < 1 || highest / 2 < lowest) {
            throw new Rejected("digits=" + digits + " lowest=" + lowest + " highest=" + highest
                    + " are no settings of a histogram");
        }
        long subBuckets = Long.highestOneBit(Math.max(1, 2 * (long) Math.pow(10, digits) - 1)) * 2;
        long unitBits = 63L - Long.numberOfLeadingZeros(lowest);
        long subBucketBits = 63L - Long.numberOfLeadingZeros(subBuckets);
        long octaves = Math.max(1, 64L - Long.numberOfLeadingZeros(highest) - unitBits - subBucketBits + 1);
        if ((octaves + 1) * (subBuckets / 2) > MOST_COUNTS) {
            throw new Rejected("digits=" + digits + " lowest=" + lowest + " highest=" + highest + " need over "
                    + MOST_COUNTS + " counts");
        }
    }

    private static BucketRows recorded(Histogram histogram, long nanoseconds, long line) {
        BucketRows rows = new BucketRows();
        for (HistogramIterationValue value : histogram.recordedValues()) {
            long at = value.getValueIteratedTo();
            rows.add(
                    histogram.lowestEquivalentValue(at),
                    BucketRows.after(histogram.highestEquivalentValue(at)),
                    nanoseconds,
                    value.getCountAtValueIteratedTo(),
                    line);
        }
        if (rows.problem() != null || rows.count() != histogram.getTotalCount()) {
            throw new Rejected(rows.problem() != null ? rows.problem() : "the counts do not add up");
        }
        return rows;
    }

    /** What this class found wrong itself. */
    private static final class Rejected extends RuntimeException {
        Rejected(String message) {
            super(message);
        }
    }
}
