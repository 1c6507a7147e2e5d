package io.daxtrace.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: beside its place, then renamed. */
final class WholeFile {
    /** What is written. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    private WholeFile() {}

    /** Writes it, or, where the path is a device or a pipe, to that. */
    static void write(Path path, Content content) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                content.write(out);
            }
            return;
        }
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                content.write(out);
            }
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
