package io.daxtrace.event;

import java.util.HashMap;
import java.util.Map;

/** The paths of the files of one input, as far as they are known. Bounded: the files past the limit have none. */
public final class FilePaths implements FileSink {
    /** Characters of all paths together. */
    public static final int MOST_CHARACTERS = 4 << 20;

    private final Map<FileId, FilePath> paths = new HashMap<>();
    private int characters;

    /** Takes the path of a file, in place of the one that it had. */
    @Override
    public void file(FileId file, FilePath path) {
        FilePath before = paths.get(file);
        int more = path.path().length() - (before == null ? 0 : before.path().length());
        if (characters + more <= MOST_CHARACTERS) {
            paths.put(file, path);
            characters += more;
        }
    }

    /** Where the file is, or null. */
    public FilePath of(long dev, long ino) {
        return paths.isEmpty() ? null : paths.get(new FileId(dev, ino));
    }

    /** The path with its marks, {@code major:minor:inode} where it is not known, or null where the file is not. */
    public String text(long dev, long ino) {
        if (dev == Event.UNKNOWN || ino == Event.UNKNOWN) {
            return null;
        }
        FilePath path = of(dev, ino);
        return path == null ? new FileId(dev, ino).toString() : path.toString();
    }

    public boolean isEmpty() {
        return paths.isEmpty();
    }
}
