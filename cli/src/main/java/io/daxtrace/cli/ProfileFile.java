package io.daxtrace.cli;

import io.daxtrace.aggregate.Profile;
import io.daxtrace.aggregate.ProfileWriter;
import io.daxtrace.aggregate.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the file of {@code --profile}. */
final class ProfileFile {
    private ProfileFile() {}

    static void write(Path path, List<Run> runs) throws IOException {
        WholeFile.write(path, out -> ProfileWriter.write(new Profile(runs), Version.number(), out));
    }
}
