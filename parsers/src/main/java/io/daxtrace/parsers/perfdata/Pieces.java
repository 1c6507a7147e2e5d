package io.daxtrace.parsers.perfdata;

import java.io.InputStream;

/**
 * The compressed bytes of a recording as the one zstd stream that they are: perf cuts it into COMPRESSED records and
 * never ends its frame. Records of other types between them are handed to the rounds on the way.
 */
final class Pieces extends InputStream {
    /** An empty last block, which ends the frame so that the decoder gives out all it has. */
    private static final byte[] END_OF_FRAME = {1, 0, 0};

    private final RecordStream records;
    private final RecordRounds rounds;
    private int ended;
    private boolean atEnd;

    /** Starts with the piece that the stream of records is at. */
    Pieces(RecordStream records, RecordRounds rounds) {
        this.records = records;
        this.rounds = rounds;
    }

    static boolean isPiece(int type) {
        return type == RecordType.COMPRESSED || type == RecordType.COMPRESSED2;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        while (!atEnd) {
            int n = records.readPayload(into, offset, length);
            if (n > 0) {
                return n;
            }
            atEnd = records.payload() > 0 || !toNextPiece();
        }
        int n = Math.min(length, END_OF_FRAME.length - ended);
        System.arraycopy(END_OF_FRAME, ended, into, offset, n);
        ended += n;
        return n == 0 ? -1 : n;
    }

    private boolean toNextPiece() {
        while (records.next()) {
            if (isPiece(records.type())) {
                return true;
            }
            rounds.outside(records);
        }
        return false;
    }
}
