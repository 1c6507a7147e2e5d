package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the README shows is what is printed. */
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final String INDENT = "    ";
    private static final String COMMAND = INDENT + "./daxtrace analyze ";
    private static final String LEFT_OUT = "...";

    @RegisterExtension
    private final Printed printed = new Printed();

    /** The first command, and the block after it, of which lines are left out where it says so. */
    @Test
    void theFirstExamplePrintsThat() throws IOException {
        List<String> lines = Files.readAllLines(README);
        int command = 0;
        while (!lines.get(command).startsWith(COMMAND)) {
            command++;
        }
        String input = lines.get(command).substring(COMMAND.length());
        String shown = lines.stream()
                .skip(command + 1L)
                .dropWhile(line -> !line.startsWith(INDENT + input))
                .takeWhile(line -> line.isEmpty() || line.startsWith(INDENT))
                .map(line -> line.strip())
                .collect(Collectors.joining("\n"));
        assertThat(Main.execute("analyze", "--quiet", "../" + input)).isZero();
        String whole = printed.out().lines().map(String::strip).collect(Collectors.joining("\n"));
        String[] blocks = ("../" + shown).strip().split("\n\\Q" + LEFT_OUT + "\\E\n");
        assertThat(whole).contains(blocks);
        assertThat(shown).contains(LEFT_OUT).contains("finding: ");
    }
}
