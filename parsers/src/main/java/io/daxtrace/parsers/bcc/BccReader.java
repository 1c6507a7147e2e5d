package io.daxtrace.parsers.bcc;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.parsers.histogram.BlockReader;
import io.daxtrace.parsers.histogram.BucketRows;
import io.daxtrace.parsers.histogram.Findings;
import io.daxtrace.parsers.histogram.Sums;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what funclatency, ext4dist, xfsdist and their kin print. Intervals of the same heading are added: the tools
 * clear their counts after each. A sum is known where funclatency's {@code avg = ..., total: ..., count: ...} follows a
 * single histogram and counts the same.
 *
 * <pre>
 *  operation = 'fsync'
 *       usecs               : count     distribution
 *           0 -> 1          : 0        |                                        |
 *           2 -> 3          : 12       |****************************************|
 * </pre>
 */
public final class BccReader implements BlockReader {
    private static final String FORMAT = "bcc";
    private static final String UNTITLED = "histogram";
    private static final Pattern HEADER =
            Pattern.compile("^\\s*+(?<unit>\\S++(?: [^\\s:]\\S*+)*+)\\s++: count (?<gap>\\s++)distribution\\s*+$");
    private static final Pattern ROW = Pattern.compile(
            "^\\s*(?<lo>\\d++)(?:\\s*->\\s*(?<hi>\\d++))?\\s*:\\s*(?<count>\\d++)\\s*\\|[*+ ]*\\|\\s*$");
    private static final Pattern STARTS_LIKE_ROW = Pattern.compile("^(?!\\d\\d:\\d\\d:\\d\\d)\\s*\\d+(?:\\s*[-:].*)?$");
    private static final Pattern SECTION = Pattern.compile("^(?<what>\\w[\\w ]{0,40}) = (?<value>.{0,300}[^:,])$");
    private static final Pattern TOTAL = Pattern.compile(
            "^avg = \\d+ (?<unit>[num]secs), total: (?<total>\\d++) [num]secs, count: (?<count>\\d++)\\s*$");
    private static final Pattern SUBJECT = Pattern.compile(
            "^Tracing (?:\\d+ functions? for \"(?<function>[^\"]*)\"|(?<one>[^\\s.]+)\\.\\s+Hit Ctrl-C).*");
    /** libbpf-tools print three blanks after the one behind "count", bcc four. */
    private static final int GAP_OF_LIBBPF = 3;

    private final Findings findings;
    private final Sums sums;
    private String subject = UNTITLED;
    private String section;
    private boolean operation;
    private long nanoseconds;
    private boolean libbpf;
    private BccBlock block;
    private BccBlock ended;
    private long histogramsSinceTotal;

    public BccReader(Findings findings) {
        this.findings = findings;
        sums = new Sums(findings);
    }

    /** Whether a line is the head of such a histogram. */
    public static boolean opens(String line) {
        return line.contains("distribution") && HEADER.matcher(line).matches();
    }

    @Override
    public boolean take(String line, long number) {
        if (opens(line)) {
            header(HEADER.matcher(line), number);
            return true;
        }
        if (line.isBlank()) {
            return false;
        }
        if (block == null && ROW.matcher(line).matches()) {
            // without a head, as bcc prints a histogram that only has its first slot
            if (nanoseconds == 0) {
                findings.leftOut(
                        number, section == null ? subject : section, "rows without a head that names their unit");
            }
            open();
        }
        return block != null && row(line, number) || heading(line, number);
    }

    @Override
    public void end(boolean ofText) {
        endBlock(ofText);
        if (ofText) {
            addEnded(Distribution.UNKNOWN);
            sums.report(FORMAT);
        }
    }

    private void header(Matcher header, long number) {
        endBlock(false);
        boolean matches = header.matches();
        LatencyUnit unit = matches ? LatencyUnit.ofTool(header.group("unit")) : null;
        nanoseconds = unit == null ? 0 : unit.nanos();
        libbpf = header.group("gap").length() == GAP_OF_LIBBPF;
        open();
        if (unit == null) {
            findings.problem("line " + number + ": " + Findings.shown(block.name()) + " counts "
                    + Findings.shown(header.group("unit")) + ", no time: left out");
        }
    }

    /** Without a unit the rows are passed over. */
    private void open() {
        block = new BccBlock(section == null ? subject : section, Math.max(1, nanoseconds), libbpf, operation);
        section = null;
        operation = false;
    }

    private boolean row(String line, long number) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            long lo = BucketRows.number(row.group("lo"));
            long hi = row.group("hi") == null ? lo : BucketRows.number(row.group("hi"));
            if (nanoseconds > 0) {
                block.row(lo, hi, BucketRows.number(row.group("count")), number);
            }
            return true;
        }
        if (STARTS_LIKE_ROW.matcher(line).matches()) {
            block.rows().fail(number, "a row is cut off or damaged");
            return true;
        }
        return false;
    }

    private boolean heading(String line, long number) {
        Matcher total = TOTAL.matcher(line);
        if (total.matches()) {
            total(total, number);
            return true;
        }
        Matcher tracing = SUBJECT.matcher(line);
        if (tracing.matches()) {
            subject = tracing.group("function") == null ? tracing.group("one") : tracing.group("function");
            return true;
        }
        Matcher heading = SECTION.matcher(line);
        if (!heading.matches()) {
            return false;
        }
        endBlock(false);
        String what = heading.group("what");
        String value = unquoted(heading.group("value"));
        operation = what.equals("operation");
        section = operation || what.equals("Function") ? value : what + "=" + value;
        return true;
    }

    /** The sum of all values is exact in nanoseconds; in other units each value was rounded down. */
    private void total(Matcher total, long number) {
        endBlock(false);
        long count = BucketRows.number(total.group("count"));
        long unit = LatencyUnit.ofTool(total.group("unit")).nanos();
        long sum = BucketRows.number(total.group("total"));
        boolean known = histogramsSinceTotal == 1 && ended != null && sum < Long.MAX_VALUE / 4 / unit;
        if (known && ended.rows().count() != count) {
            findings.capture()
                    .warn("line " + number + ": the tool counted " + count + ", the histogram above "
                            + ended.rows().count() + ": the total is not used");
            known = false;
        }
        addEnded(known ? sum * unit : Distribution.UNKNOWN);
        histogramsSinceTotal = 0;
    }

    private void endBlock(boolean ofText) {
        if (block == null) {
            return;
        }
        block.end(ofText);
        addEnded(Distribution.UNKNOWN);
        if (nanoseconds > 0) {
            ended = block;
            histogramsSinceTotal++;
        }
        block = null;
    }

    private void addEnded(long sum) {
        if (ended == null || ended.rows().isEmpty() && ended.rows().problem() == null) {
            ended = null;
            return;
        }
        Distribution.Builder builder = ended.rows().ascending();
        if (builder == null) {
            findings.leftOut(
                    ended.rows().problemLine(), ended.name(), ended.rows().problem());
        } else {
            sums.add(ended.name(), builder.sum(sum).build(), ended.rows().lastLine());
        }
        ended = null;
    }

    /** A name as Python 2, bytes of Python 3, or text of newer tools. */
    private static String unquoted(String value) {
        String text = value.strip();
        text = text.startsWith("b'") ? text.substring(1) : text;
        return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
