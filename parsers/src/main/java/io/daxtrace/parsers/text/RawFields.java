package io.daxtrace.parsers.text;

import io.daxtrace.event.Event;

/** Fields as {@code name=value}: of {@code trace-cmd report -R}, and the arguments of kprobes. */
final class RawFields {
    private RawFields() {}

    /**
     * Reads the rest of the line.
     *
     * @return false when a field that daxtrace uses has no number
     */
    static boolean parse(LineCursor line, Row row) {
        while (true) {
            line.skipSpaces();
            int name = line.at;
            while (line.at < line.end && line.bytes[line.at] != '=' && line.bytes[line.at] != ' ') {
                line.at++;
            }
            if (line.at == line.end) {
                return true;
            }
            int nameEnd = line.at;
            if (line.take('=')) {
                if (line.peek() == '"') {
                    skipQuoted(line);
                } else if (line.startsWith("(fault)")) {
                    // a probe's argument that the kernel could not read
                    line.at = line.wordEnd(line.at);
                } else if (!field(line, row, name, nameEnd)) {
                    return false;
                } else {
                    line.at = line.wordEnd(line.at);
                }
            }
        }
    }

    private static boolean field(LineCursor line, Row row, int name, int nameEnd) {
        Event event = row.event;
        int length = nameEnd - name;
        switch (line.bytes[name]) {
            case 'i' -> {
                if (length == 3 && line.startsWith(name, "ino")) {
                    event.ino = line.number();
                    return line.ok;
                }
            }
            case 'v' -> {
                if (length == 8 && line.startsWith(name, "vm_flags")) {
                    event.vmFlags = line.number();
                    return line.ok;
                }
            }
            case 'a' -> {
                if (length == 7 && line.startsWith(name, "address")) {
                    event.address = line.number();
                    return line.ok;
                }
            }
            case 'd' -> {
                if (length == 3 && line.startsWith(name, "dev")) {
                    event.dev = line.number();
                    return line.ok;
                }
                if (length == 8 && line.startsWith(name, "datasync")) {
                    event.datasync = line.number();
                    return line.ok;
                }
            }
            case 'f' -> {
                if (length == 5 && line.startsWith(name, "flags")) {
                    event.faultFlags = line.number() & 0xffff_ffffL;
                    return line.ok;
                }
            }
            case 's' -> {
                if (length == 5 && line.startsWith(name, "start")) {
                    event.start = line.number();
                    return line.ok;
                }
            }
            case 'e' -> {
                if (length == 3 && line.startsWith(name, "end")) {
                    event.end = line.number();
                    return line.ok;
                }
            }
            case 'o', 'p' -> {
                return orderOrPgoff(line, event, name, length);
            }
            case 'r', '$' -> {
                return result(line, row, name, length);
            }
            case '_' -> {
                return probeAddress(line, row, name, length);
            }
            default -> {}
        }
        return true;
    }

    private static boolean orderOrPgoff(LineCursor line, Event event, int name, int length) {
        if (length == 5 && line.startsWith(name, "pgoff")) {
            event.pgoff = line.number();
            return line.ok;
        }
        if (length == 5 && line.startsWith(name, "order") || length == 7 && line.startsWith(name, "pe_size")) {
            event.order = line.number();
            return line.ok;
        }
        return true;
    }

    private static boolean result(LineCursor line, Row row, int name, int length) {
        boolean result = length == 3 && line.startsWith(name, "ret")
                || length == 6 && (line.startsWith(name, "retval") || line.startsWith(name, "result"))
                || length == 7 && line.startsWith(name, "$retval");
        if (!result || row.event.resultKnown) {
            return true;
        }
        row.number = line.number();
        row.event.resultKnown = line.ok;
        return line.ok;
    }

    /** {@code __probe_ip} and {@code __probe_func}: hexadecimal without 0x. */
    private static boolean probeAddress(LineCursor line, Row row, int name, int length) {
        if (length == 10 && line.startsWith(name, "__probe_ip")
                || length == 12 && line.startsWith(name, "__probe_func")) {
            if (line.startsWith("0x")) {
                line.at += 2;
            }
            row.address = line.hex();
            return line.ok;
        }
        return true;
    }

    /** Over a string, whose own quotes the kernel does not escape: to the last one that a space or the end follows. */
    private static void skipQuoted(LineCursor line) {
        for (int i = line.end - 1; i > line.at; i--) {
            if (line.bytes[i] == '"') {
                line.at = i + 1;
                return;
            }
        }
        line.at = line.end;
    }
}
