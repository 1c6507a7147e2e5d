package io.daxtrace.parsers.tracedat;

import java.io.IOException;

/** The ring buffer pages of one CPU as one row of bytes, read from the beginning on. */
interface CpuData {
    /**
     * Reads bytes from a place, which is never before that of the last read.
     *
     * @return how many, at most length; 0 at the end
     */
    int read(long position, byte[] into, int offset, int length) throws IOException;

    /** Reads 8 bytes from a place near the last read without moving on; false when that cannot be done. */
    boolean peek(long position, byte[] into) throws IOException;

    /** Whether bytes that read as zeros since the last call are damage in truth. */
    boolean takeDamage();
}
