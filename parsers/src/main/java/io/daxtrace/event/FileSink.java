package io.daxtrace.event;

/** Takes the paths of files as they are found; the last one of a file counts. */
@FunctionalInterface
public interface FileSink {
    void file(FileId file, FilePath path);
}
