package io.daxtrace.parsers.text;

import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;

/**
 * The texts of the tracepoints that daxtrace follows, as the kernel's print formats make them:
 *
 * <pre>
 *   dev 259:1 ino 0x17 shared WRITE|KILLABLE|0x800 address 0x7f65 pgoff 0x0 MAJOR|NEEDDSYNC    fs_dax, by the kernel
 *   dev 259:1 ino 0x17 shared 0xa55 address 0x7f65 pgoff 0 0x2004                              fs_dax, by libtraceevent
 *   dev 259,1 ino 21 parent 2 datasync 1                                                       ext4
 * </pre>
 *
 * libtraceevent (trace-cmd, perf) cannot know the values of the enum constants in the print format of fs_dax: it takes
 * each as -1 and so prints a result of 0 as the first name, OOM, and any other as a number. A real OOM is 0x1 there.
 */
final class TracepointBody {
    private final Words words = new Words();

    /** Reads the text at the cursor into the event, whose kind is set; false when it is damaged. */
    boolean parse(LineCursor line, Event event) {
        EventKind kind = event.kind;
        return switch (kind) {
            case DAX_PTE_FAULT,
                    DAX_PTE_FAULT_DONE,
                    DAX_PMD_FAULT,
                    DAX_PMD_FAULT_DONE,
                    DAX_INSERT_PFN_MKWRITE,
                    DAX_INSERT_PFN_MKWRITE_NO_ENTRY -> fsDax(line, event);
            case EXT4_SYNC_FILE_ENTER, EXT4_SYNC_FILE_EXIT, XFS_FILE_FSYNC -> syncFile(line, event);
            case SYS_EXIT_FSYNC, SYS_EXIT_FDATASYNC, SYS_EXIT_MSYNC -> {
                event.result = (int) line.number();
                event.resultKnown = line.ok;
                yield line.ok;
            }
            case SYS_ENTER_FSYNC, SYS_ENTER_FDATASYNC, SYS_ENTER_MSYNC -> true;
            case FUNCTION_ENTRY, FUNCTION_RETURN -> false;
        };
    }

    private boolean fsDax(LineCursor line, Event event) {
        if (!device(line, event, ':') || !inode(line, event)) {
            return false;
        }
        if (!keyword(line, "shared ") && !keyword(line, "private ")) {
            return false;
        }
        // no flag at all leaves two spaces
        int flags = line.at;
        int flagsEnd = line.wordEnd(flags);
        if (flagsEnd > flags) {
            event.faultFlags = words.flags(line.bytes, flags, flagsEnd);
        } else {
            event.faultFlags = 0;
        }
        line.at = flagsEnd;
        line.skipSpaces();
        if (!keyword(line, "address ")) {
            return false;
        }
        event.address = line.number();
        if (!line.ok || !range(line)) {
            return false;
        }
        if (!keyword(line, "pgoff ")) {
            return false;
        }
        event.pgoff = line.number();
        if (!line.ok || keyword(line, "max_pgoff ") && !number(line)) {
            return false;
        }
        return result(line, event, flagsEnd > flags && line.bytes[flags] == '0');
    }

    /** {@code vm_start 0x.. vm_end 0x..}, where it is a PMD's event. */
    private static boolean range(LineCursor line) {
        return !keyword(line, "vm_start ") || number(line) && keyword(line, "vm_end ") && number(line);
    }

    private boolean result(LineCursor line, Event event, boolean byLibtraceevent) {
        line.skipSpaces();
        int from = line.at;
        int to = line.wordEnd(from);
        event.resultKnown = true;
        if (from == to || byLibtraceevent && to - from == 3 && line.startsWith("OOM")) {
            event.result = 0;
        } else {
            event.result = words.result(line.bytes, from, to);
        }
        line.at = to;
        line.skipSpaces();
        return event.result >= 0 && line.at == line.end;
    }

    private static boolean syncFile(LineCursor line, Event event) {
        if (!device(line, event, event.kind == EventKind.XFS_FILE_FSYNC ? ':' : ',') || !inode(line, event)) {
            return false;
        }
        if (event.kind == EventKind.EXT4_SYNC_FILE_ENTER) {
            if (!keyword(line, "parent ") || !number(line) || !keyword(line, "datasync ")) {
                return false;
            }
            event.datasync = line.number();
        } else if (event.kind == EventKind.EXT4_SYNC_FILE_EXIT) {
            if (!keyword(line, "ret ")) {
                return false;
            }
            event.result = (int) line.number();
            event.resultKnown = true;
        }
        return line.ok;
    }

    private static boolean device(LineCursor line, Event event, char separator) {
        if (!keyword(line, "dev ")) {
            return false;
        }
        long major = line.decimal();
        if (!line.ok || !line.take(separator)) {
            return false;
        }
        long minor = line.decimal();
        event.dev = DeviceNumber.of(major, minor);
        return line.ok;
    }

    private static boolean inode(LineCursor line, Event event) {
        if (!keyword(line, "ino ")) {
            return false;
        }
        event.ino = line.number();
        if (!line.ok) {
            return false;
        }
        line.skipSpaces();
        return true;
    }

    private static boolean number(LineCursor line) {
        line.number();
        return line.ok;
    }

    private static boolean keyword(LineCursor line, String word) {
        line.skipSpaces();
        if (!line.startsWith(word)) {
            return false;
        }
        line.at += word.length();
        return true;
    }
}
