package io.daxtrace.cli;

import io.daxtrace.aggregate.Profile;
import io.daxtrace.aggregate.ProfileWriter;
import io.daxtrace.aggregate.Run;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes the file of {@code --profile}: whole, or not at all. */
final class ProfileFile {
    private ProfileFile() {}

    static void write(Path path, List<Run> runs) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                ProfileWriter.write(new Profile(runs), Version.number(), out);
            }
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
