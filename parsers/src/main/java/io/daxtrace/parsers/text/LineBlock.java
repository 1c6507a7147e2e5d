package io.daxtrace.parsers.text;

/** Whole lines of the input, and the rows that were made of them. Reused. */
final class LineBlock {
    /** Bytes of a block; far above {@link LineParser#LONGEST_LINE}. */
    static final int SIZE = 512 * 1024;

    final byte[] bytes = new byte[SIZE];
    /** Where the lines end; the last one's line feed is the byte before, unless {@link #cut}. */
    int length;
    /** Whether the input ended here without a line feed. */
    boolean cut;
    /** Lines before the block's that were too long for any block, and are not in it. */
    int overlong;

    private Row[] rows = new Row[256];
    private int count;
    /** How many lines it held. */
    int lines;
    /** What stopped the parser, or null. */
    RuntimeException failure;

    LineBlock() {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new Row();
        }
    }

    void clear() {
        length = 0;
        cut = false;
        overlong = 0;
        count = 0;
        lines = 0;
        failure = null;
    }

    /** The next free row, cleared; it counts once {@link #add()} was called. */
    Row next() {
        if (count == rows.length) {
            rows = java.util.Arrays.copyOf(rows, 2 * count);
            for (int i = count; i < rows.length; i++) {
                rows[i] = new Row();
            }
        }
        return rows[count].clear();
    }

    void add() {
        count++;
    }

    int rows() {
        return count;
    }

    Row row(int i) {
        return rows[i];
    }
}
