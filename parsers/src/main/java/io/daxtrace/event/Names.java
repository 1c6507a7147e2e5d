package io.daxtrace.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers names and files, so that a group is found by longs alone. Bounded: the names past the limit share one number. Files with
 * one path share one too.
 */
public final class Names {
    private static final int MOST = 1 << 16;
    private static final String REST = "(more names)";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private String last;
    private int lastNumber;
    private final Map<FileId, Long> files = new HashMap<>();
    private final FileCache lastFiles = new FileCache();
    private FilePaths paths = new FilePaths();

    /** The number of a name; {@link Event#UNKNOWN} for null. */
    @SuppressWarnings("ReferenceEquality") // the same object is the same name; another one is looked up
    public long number(String name) {
        if (name == null) {
            return Event.UNKNOWN;
        }
        if (name != last) {
            Integer number = numbers.get(name);
            if (number == null) {
                number = names.size() < MOST ? names.size() : MOST;
                if (number < MOST) {
                    names.add(name);
                    numbers.put(name, number);
                }
            }
            lastNumber = number;
            last = name;
        }
        return lastNumber;
    }

    /** The files that follow are those of an input with these paths. */
    public void paths(FilePaths ofInput) {
        paths = ofInput;
        files.clear();
        lastFiles.clear();
    }

    /** The number of a file's path or, where that is not known, of its device and inode. */
    public long file(long dev, long ino) {
        long last = lastFiles.get(dev, ino);
        if (last != Event.UNKNOWN) {
            return last;
        }
        FileId file = new FileId(dev, ino);
        Long number = files.get(file);
        if (number == null) {
            number = number(paths.text(dev, ino));
            if (files.size() < MOST) {
                files.put(file, number);
            }
        }
        lastFiles.put(dev, ino, number);
        return number;
    }

    /** The name of a number that was given. */
    public String name(long number) {
        return number < names.size() ? names.get((int) number) : REST;
    }
}
