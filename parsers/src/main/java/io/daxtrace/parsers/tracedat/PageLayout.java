package io.daxtrace.parsers.tracedat;

import io.daxtrace.parsers.raw.RecordField;
import io.daxtrace.parsers.raw.RecordFormat;

/**
 * The head of a ring buffer page, by tracefs's events/header_page:
 *
 * <pre>
 *  byte 0            8                  dataOffset (12 or 16)
 *  | u64 timestamp   | long commit      | records ...
 * </pre>
 *
 * @param commitSize bytes of the kernel's long, 4 or 8
 * @param dataOffset where the records begin
 * @param pageSize the page's bytes by that file, or -1 when it does not say
 */
record PageLayout(int commitSize, int dataOffset, long pageSize) {
    /** The layout, or null when the text is of another kernel than 2.6.31 or later: that ring buffer was different. */
    static PageLayout parse(String headerPage) {
        RecordFormat format = RecordFormat.parse(headerPage);
        RecordField timestamp = format.field("timestamp");
        RecordField commit = format.field("commit");
        RecordField data = format.field("data");
        if (timestamp == null || commit == null || data == null) {
            return null;
        }
        boolean usual = timestamp.offset() == 0
                && timestamp.size() == Long.BYTES
                && commit.offset() == Long.BYTES
                && (commit.size() == Integer.BYTES || commit.size() == Long.BYTES)
                && data.offset() >= commit.end();
        return usual ? new PageLayout(commit.size(), data.offset(), data.end()) : null;
    }
}
