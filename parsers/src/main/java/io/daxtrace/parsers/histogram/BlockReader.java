package io.daxtrace.parsers.histogram;

/** Reads the histograms that are written in one way, out of a text that may hold others and anything between them. */
public interface BlockReader {
    /**
     * Looks at a line, and takes it if it belongs to what this reader knows. Sees all lines that no reader before it took.
     *
     * @param number from 1
     */
    boolean take(String line, long number);

    /** Another reader took a line, or none did, or the text is over: what was being read is complete. */
    void end(boolean ofText);
}
