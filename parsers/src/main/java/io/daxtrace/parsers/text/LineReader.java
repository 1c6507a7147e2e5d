package io.daxtrace.parsers.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into blocks of whole lines. A line too long for a block is passed over as it comes, so that memory does
 * not grow with it.
 */
final class LineReader {
    private final InputStream in;
    /** The beginning of a line whose end was not in the last block. */
    private byte[] carry = new byte[0];

    private boolean skipping;
    private boolean ended;
    private IOException damage;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** What ended the stream before its end (a cut or damaged gzip), or null. */
    IOException damage() {
        return damage;
    }

    /** Whether the stream has ended, so that there is no further block. */
    boolean ended() {
        return ended;
    }

    /** Fills the block with the next lines; false when there are none left. */
    boolean fill(LineBlock block) {
        block.clear();
        if (ended) {
            return false;
        }
        byte[] bytes = block.bytes;
        System.arraycopy(carry, 0, bytes, 0, carry.length);
        int length = carry.length;
        carry = new byte[0];
        while (true) {
            length = read(bytes, length);
            if (skipping) {
                length = dropToLineEnd(bytes, length);
            }
            int lineEnd = lastLineEnd(bytes, length);
            if (ended) {
                block.length = length;
                block.cut = lineEnd != length;
                return length > 0 || block.overlong > 0;
            }
            if (lineEnd > 0) {
                carry = Arrays.copyOfRange(bytes, lineEnd, length);
                block.length = lineEnd;
                return true;
            }
            if (length == bytes.length) {
                block.overlong++;
                skipping = true;
                length = 0;
            }
        }
    }

    private int read(byte[] bytes, int from) {
        int length = from;
        try {
            while (length < bytes.length) {
                int n = in.read(bytes, length, bytes.length - length);
                if (n < 0) {
                    ended = true;
                    return length;
                }
                length += n;
            }
        } catch (IOException e) {
            damage = e;
            ended = true;
        }
        return length;
    }

    private int dropToLineEnd(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                skipping = false;
                System.arraycopy(bytes, i + 1, bytes, 0, length - i - 1);
                return length - i - 1;
            }
        }
        return 0;
    }

    private static int lastLineEnd(byte[] bytes, int length) {
        int i = length;
        while (i > 0 && bytes[i - 1] != '\n') {
            i--;
        }
        return i;
    }
}
