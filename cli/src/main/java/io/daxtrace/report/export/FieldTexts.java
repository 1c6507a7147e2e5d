package io.daxtrace.report.export;

import io.daxtrace.event.FaultField;

/** The text of one field, kept while its value stays the same: most faults of a capture have the same device and flags. */
final class FieldTexts {
    private final long[] values = new long[FaultField.values().length];
    private final String[] texts = new String[values.length];

    String of(FaultField field, long value) {
        int i = field.ordinal();
        if (texts[i] == null || values[i] != value) {
            values[i] = value;
            texts[i] = field.text(value);
        }
        return texts[i];
    }
}
