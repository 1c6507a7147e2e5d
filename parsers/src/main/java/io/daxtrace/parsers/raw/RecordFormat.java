package io.daxtrace.parsers.raw;

import java.util.ArrayList;
import java.util.List;

/**
 * What a format file (tracefs events/.../format, and header_page, which has the same lines) says of a record's layout.
 *
 * <pre>
 *  name: dax_pte_fault
 *  ID: 962
 *  format:
 *  	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
 *  	field:unsigned long ino;	offset:8;	size:8;	signed:0;
 *
 *  print fmt: "dev %d:%d ino %#lx ...
 * </pre>
 *
 * The print format is a program in C and data from a stranger: it is never looked at. The declared types need not be
 * valid C either, only the last identifier of a declaration is used.
 */
public final class RecordFormat {
    /** No record is longer: common_type, data_loc and perf's raw size are 16 bits. */
    private static final int LONGEST_RECORD = 1 << 16;

    private static final String FIELD = "field:";

    private final String name;
    private final List<RecordField> fields;

    private RecordFormat(String name, List<RecordField> fields) {
        this.name = name;
        this.fields = fields;
    }

    /** The value of the {@code ID:} line, or -1 when there is none. Looks at nothing else. */
    public static int id(String text) {
        int at = text.startsWith("ID:") ? 0 : text.indexOf("\nID:");
        return at < 0 ? -1 : number(text, text.indexOf(':', at) + 1);
    }

    /** Takes what it can: a line it cannot make out is no field. */
    public static RecordFormat parse(String text) {
        List<RecordField> fields = new ArrayList<>();
        int end = text.indexOf("print fmt:");
        if (end < 0) {
            end = text.length();
        }
        for (int at = text.indexOf(FIELD); at >= 0 && at < end; at = text.indexOf(FIELD, at + 1)) {
            int lineEnd = text.indexOf('\n', at);
            RecordField field = field(text.substring(at + FIELD.length(), lineEnd < 0 ? end : lineEnd));
            if (field != null) {
                fields.add(field);
            }
        }
        return new RecordFormat(nameLine(text), fields);
    }

    /** The value of the {@code name:} line; a word that says so where there is none. */
    public String name() {
        return name;
    }

    /** The fields in their order. */
    public List<RecordField> fields() {
        return fields;
    }

    /** The first field of a name, or null. */
    public RecordField field(CharSequence wanted) {
        for (RecordField field : fields) {
            if (field.name().contentEquals(wanted)) {
                return field;
            }
        }
        return null;
    }

    private static String nameLine(String text) {
        int at = text.startsWith("name:") ? 0 : text.indexOf("\nname:") + 1;
        if (at == 0 && !text.startsWith("name:")) {
            return "unnamed";
        }
        int end = text.indexOf('\n', at);
        return text.substring(at + "name:".length(), end < 0 ? text.length() : end)
                .strip();
    }

    private static RecordField field(String line) {
        int semicolon = line.indexOf(';');
        int offset = attribute(line, "offset:");
        int size = attribute(line, "size:");
        if (semicolon < 0 || offset < 0 || size < 0 || offset + size > LONGEST_RECORD) {
            return null;
        }
        String declaration = line.substring(0, semicolon).strip();
        boolean array = declaration.indexOf('[') >= 0;
        String name = declaredName(declaration);
        if (name.isEmpty()) {
            return null;
        }
        int sign = attribute(line, "signed:");
        boolean signed = sign < 0 ? !isUnsigned(declaration) : sign == 1;
        boolean scalar = !array && (size == 1 || size == 2 || size == 4 || size == 8);
        return new RecordField(name, offset, size, signed, scalar);
    }

    private static int attribute(String line, String key) {
        int at = line.indexOf(key, line.indexOf(';') + 1);
        return at < 0 ? -1 : number(line, at + key.length());
    }

    /** {@code char comm[16]}, {@code __data_loc char[] name}, {@code int a:3}, {@code u8 x[(int)sizeof(struct y)]}. */
    private static String declaredName(String declaration) {
        int end = declaration.length();
        if (declaration.endsWith("]")) {
            int depth = 0;
            do {
                char c = declaration.charAt(--end);
                depth += c == ']' ? 1 : c == '[' ? -1 : 0;
            } while (depth > 0 && end > 0);
        } else if (declaration.indexOf(':') > 0) {
            end = declaration.indexOf(':');
        }
        while (end > 0 && declaration.charAt(end - 1) == ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && isIdentifier(declaration.charAt(start - 1))) {
            start--;
        }
        return declaration.substring(start, end);
    }

    private static boolean isIdentifier(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private static boolean isUnsigned(String declaration) {
        return declaration.contains("unsigned")
                || declaration.indexOf('*') >= 0
                || declaration.startsWith("u")
                || declaration.startsWith("__u")
                || declaration.startsWith("dev_t")
                || declaration.startsWith("ino_t")
                || declaration.startsWith("size_t");
    }

    /** The decimal number at a place after blanks, or -1 when there is none or it does not fit. */
    private static int number(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        int value = -1;
        for (; at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
            value = Math.max(value, 0) * 10 + text.charAt(at) - '0';
            if (value > LONGEST_RECORD) {
                return -1;
            }
        }
        return value;
    }
}
