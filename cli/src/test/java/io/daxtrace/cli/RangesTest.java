package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every option that takes a number says which, and no other is taken. */
class RangesTest {
    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, Integer.class, long.class, Long.class, double.class, Double.class);

    /**
     * An option's least and most, and the numbers beside them.
     *
     * @param command with what it needs beside the option
     */
    private record Range(String command, String option, String least, String most, String below, String above) {
        /** The command's name, {@code compare selftest}. */
        private String place() {
            return Arrays.stream(command.split(" "))
                    .filter(word -> word.matches("[a-z]+"))
                    .collect(Collectors.joining(" "));
        }

        @Override
        public String toString() {
            return place() + " " + option;
        }
    }

    static List<Range> ranges() {
        return List.of(
                new Range("record", "--pid", "1", "4194304", "0", "4194305"),
                new Range("record", "--tid", "1", "4194304", "-1", "4194305"),
                new Range("record", "--inode", "1", "9223372036854775807", "-5", "9223372036854775808"),
                new Range("record", "--min-latency", "0ns", "1h", "-1ns", "61m"),
                new Range("record", "--duration", "1ms", "8760h", "999us", "8761h"),
                new Range("record", "--max-size", "512KiB", "1048576GiB", "511KiB", "1048577GiB"),
                new Range("record", "--ring-size", "4KiB", "512MiB", "4095B", "513MiB"),
                new Range("watch", "--pid", "1", "4194304", "0", "4194305"),
                new Range("watch", "--tid", "1", "4194304", "0", "99999999999999999999"),
                new Range("watch", "--inode", "1", "9223372036854775807", "0", "9223372036854775808"),
                new Range("watch", "--min-latency", "0ns", "1h", "-1ns", "61m"),
                new Range("watch", "--duration", "1ms", "8760h", "0s", "8761h"),
                new Range("watch", "--interval", "1ms", "8760h", "0s", "8761h"),
                new Range("watch", "--max-keys", "1", "4096", "0", "4097"),
                new Range("analyze FILE", "--pid", "1", "4194304", "0", "4194305"),
                new Range("analyze FILE", "--tid", "1", "4194304", "0", "4194305"),
                new Range("analyze FILE", "--inode", "1", "9223372036854775807", "0", "9223372036854775808"),
                new Range("analyze FILE", "--min-latency", "0ns", "1h", "-1ns", "61m"),
                new Range("export FILE --to=CSV", "--pid", "1", "4194304", "0", "4194305"),
                new Range("export FILE --to=CSV", "--tid", "1", "4194304", "0", "4194305"),
                new Range("export FILE --to=CSV", "--inode", "1", "9223372036854775807", "0", "9223372036854775808"),
                new Range("export FILE --to=CSV", "--min-latency", "0ns", "1h", "-1ns", "61m"),
                new Range("analyze FILE", "--slowest", "1", "10000", "0", "10001"),
                new Range("analyze FILE", "--interval", "1ms", "8760h", "0s", "8761h"),
                new Range("verify FILE", "--page-size", "1024", "1048576", "512", "2097152"),
                new Range("bench --dir DIR", "--pages", "1", "524288", "0", "524289"),
                new Range("bench --dir DIR", "--repeat", "1", "10000", "0", "10001"),
                new Range("bench --dir DIR", "--threads", "1", "1024", "0", "1025"),
                new Range(
                        "bench --dir DIR",
                        "--seed",
                        "-9223372036854775808",
                        "9223372036854775807",
                        "-9223372036854775809",
                        "9223372036854775808"),
                new Range("compare BASE", "--threshold", "0%", "1000%", "-1%", "1001%"),
                new Range("compare BASE", "--run-noise", "0%", "1000%", "-1%", "1000.5%"),
                new Range("compare BASE", "--floor", "0ns", "1h", "-1ns", "61m"),
                new Range("compare selftest RUN", "--threshold", "0%", "1000%", "-1%", "1001%"),
                new Range("compare selftest RUN", "--run-noise", "0%", "1000%", "-1%", "1000.5%"),
                new Range("compare selftest RUN", "--floor", "0ns", "1h", "-1ns", "61m"),
                new Range("compare selftest RUN", "--splits", "1", "100000", "0", "100001"),
                new Range(
                        "compare selftest RUN",
                        "--seed",
                        "-9223372036854775808",
                        "9223372036854775807",
                        "-9223372036854775809",
                        "9223372036854775808"));
    }

    @RegisterExtension
    private final Printed printed = new Printed();

    @ParameterizedTest
    @MethodSource("ranges")
    void takesItsRangeAndNamesItWithOptionAndValueElse(Range range) {
        assertThat(parsed(range, range.least)).isNotNull();
        assertThat(parsed(range, range.most)).isNotNull();
        for (String value : List.of(range.below, range.above, "many")) {
            assertThat(Main.execute(words(range, value))).isEqualTo(ExitCode.CANNOT);
            assertThat(printed.err().lines().reduce((a, b) -> b).orElseThrow())
                    .isEqualTo("See: daxtrace "
                            + Arrays.stream(range.command.split(" "))
                                    .filter(word -> word.matches("[a-z]+"))
                                    .collect(Collectors.joining(" "))
                            + " --help");
            assertThat(printed.err().lines().filter(line -> line.contains("'" + value + "'")))
                    .singleElement()
                    .asString()
                    .startsWith("daxtrace: ")
                    .contains(range.option);
        }
        assertThat(printed.err().lines().filter(line -> line.contains("'" + range.above + "'")))
                .singleElement()
                .asString()
                .contains(range.least)
                .contains(range.most);
        assertThat(printed.out()).isEmpty();
    }

    private static Object parsed(Range range, String value) {
        CommandLine.ParseResult result = new CommandLine(new Main()).parseArgs(words(range, value));
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return result.matchedOptionValue(range.option, null);
    }

    private static String[] words(Range range, String value) {
        String key = range.option.equals("--threshold") ? "p99=" : "";
        return Stream.concat(Arrays.stream(range.command.split(" ")), Stream.of(range.option, key + value))
                .toArray(String[]::new);
    }

    @Test
    void noOptionThatTakesANumberIsWithoutARange() {
        Stream<String> tested = ranges().stream().map(Range::toString);
        assertThat(numberOptions("", new CommandLine(new Main()))).containsExactlyInAnyOrderElementsOf(tested.toList());
    }

    private static List<String> numberOptions(String name, CommandLine command) {
        Stream<String> own = command.getCommandSpec().options().stream()
                .filter(option -> Arrays.stream(option.auxiliaryTypes()).anyMatch(NUMBERS::contains))
                .map(option -> name + " " + option.longestName());
        Stream<String> below = command.getSubcommands().entrySet().stream()
                .flatMap(sub -> numberOptions((name + " " + sub.getKey()).strip(), sub.getValue()).stream());
        return Stream.concat(own, below).toList();
    }
}
