package io.daxtrace.report;

import io.daxtrace.event.Printable;

/**
 * A cell of CSV (RFC 4180): quoted where it must be. One that a spreadsheet would take for a formula starts with an
 * apostrophe.
 */
public final class CsvCell {
    private CsvCell() {}

    public static String of(String text) {
        String safe = Printable.escape(text);
        if (!safe.isEmpty() && "=+-@".indexOf(safe.charAt(0)) >= 0) {
            safe = "'" + safe;
        }
        return safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
