package io.daxtrace.parsers.raw;

/**
 * One {@code field:} line of a format file.
 *
 * @param name the identifier declared
 * @param offset bytes from the start of the record
 * @param size bytes
 * @param signed whether its highest bit is a sign; inferred from the type where an old kernel does not say
 * @param scalar whether it is one plain value of 1, 2, 4 or 8 bytes
 */
public record RecordField(String name, int offset, int size, boolean signed, boolean scalar) {
    /** The first byte past the field, from the start of the record. */
    public int end() {
        return offset + size;
    }
}
