package io.daxtrace.parsers.posting;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.parsers.histogram.BlockReader;
import io.daxtrace.parsers.histogram.BucketRows;
import io.daxtrace.parsers.histogram.Findings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads blocks like this one, several of them in a text, also when a mail archive joined or wrapped their lines:
 *
 * <pre>
 *  File empty, no background load, MAP_SYNC:
 *  min=91 avg=108 max=234
 *  64 - 127 us: 467
 *  128 - 255 us: 45
 * </pre>
 *
 * A row counts values of whole units with both bounds included. A block without a title is named {@code histogram}.
 */
public final class PostingReader implements BlockReader {
    private static final String FORMAT = "posting";
    private static final String UNTITLED = "histogram";
    private static final Pattern STATISTICS_OR_ROW = Pattern.compile("(?<!\\S)(?:"
            + "min=(?<min>\\d++)\\s+avg=(?<avg>\\d++)\\s+max=(?<max>\\d++)"
            + "|(?<lo>\\d++)\\s*-\\s*(?<hi>\\d++)\\s*(?<unit>" + LatencyUnit.WORDS + "):\\s*(?<count>\\d++)"
            + ")(?![\\w.])");
    /** The beginning of either, at the end of a line that mail wrapped. */
    private static final Pattern WRAPPED = Pattern.compile("(?<!\\S)(?:min=\\d++(?:\\s+avg=\\d++)?"
            + "|\\d++(?:\\s*-(?:\\s*\\d++(?:\\s*(?:" + LatencyUnit.WORDS + "):?)?)?)?)\\s*$");

    private final Findings findings;
    private final Heading heading = new Heading();
    private PostingBlock block;
    private String carried = "";
    private boolean afterBlank;

    public PostingReader(Findings findings) {
        this.findings = findings;
    }

    /** Whether a line has a part of a block in it. */
    public static boolean opens(String line) {
        return STATISTICS_OR_ROW.matcher(line).find();
    }

    @Override
    public boolean take(String line, long number) {
        if (line.isBlank()) {
            afterBlank = true;
            return false;
        }
        String text = carried.isEmpty() ? line : carried + " " + line.strip();
        carried = "";
        Matcher token = STATISTICS_OR_ROW.matcher(text);
        int from = 0;
        while (token.find()) {
            text(text.substring(from, token.start()));
            if (token.group("min") != null) {
                statistics(token, number);
            } else {
                row(token, number);
            }
            from = token.end();
        }
        String rest = text.substring(from);
        if (block != null || rest.stripLeading().startsWith("min=")) {
            Matcher wrapped = WRAPPED.matcher(rest);
            if (wrapped.find()) {
                carried = wrapped.group().strip();
                rest = rest.substring(0, wrapped.start());
            }
        }
        text(rest);
        return from > 0 || !carried.isEmpty();
    }

    @Override
    public void end(boolean ofText) {
        if (block == null) {
            return;
        }
        Distribution distribution = block.distribution();
        if (distribution == null) {
            findings.leftOut(
                    block.rows().problemLine(), block.title(), block.rows().problem());
        } else {
            findings.add(FORMAT, block.title(), distribution);
        }
        block = null;
    }

    private void text(String piece) {
        if (piece.isBlank()) {
            return;
        }
        end(false);
        if (afterBlank) {
            heading.clear();
            afterBlank = false;
        }
        heading.text(piece);
    }

    private void open() {
        String title = heading.title();
        heading.clear();
        block = new PostingBlock(title == null ? UNTITLED : title);
        afterBlank = false;
    }

    private void statistics(Matcher token, long number) {
        end(false);
        open();
        block.statistics(number(token, "min"), number(token, "avg"), number(token, "max"), number);
    }

    private void row(Matcher token, long number) {
        if (block == null) {
            open();
        }
        long unit = LatencyUnit.of(token.group("unit")).nanos();
        block.rows()
                .add(number(token, "lo"), BucketRows.after(number(token, "hi")), unit, number(token, "count"), number);
    }

    private static long number(Matcher token, String group) {
        return BucketRows.number(token.group(group));
    }
}
