package io.daxtrace.parsers.histtrigger;

import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.parsers.histogram.BlockReader;
import io.daxtrace.parsers.histogram.BucketRows;
import io.daxtrace.parsers.histogram.Findings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads hist files of tracefs. Rows come in any order, by hitcount if nothing else was asked for. A histogram is known
 * to be whole by the totals at its end.
 *
 * <pre>
 *  # event histogram
 *  #
 *  # trigger info: hist:keys=common_pid,lat.log2:vals=hitcount:sort=hitcount:size=2048 [active]
 *  #
 *
 *  { common_pid:       2035, lat: ~ 2^9  } hitcount:         19
 *
 *  Totals:
 *      Hits: 19
 *      Entries: 1
 *      Dropped: 0
 * </pre>
 */
public final class HistTriggerReader implements BlockReader {
    private static final String FORMAT = "hist trigger";
    private static final String START = "# event histogram";
    private static final String INFO = "# trigger info:";
    private static final Pattern TOTAL = Pattern.compile("^\\s+(Hits|Entries|Dropped): (\\d++)\\s*$");
    /** tracing_map: no trigger has more entries. */
    private static final int MOST_ROWS = 1 << 17;

    private final Findings findings;
    private final Map<String, BucketRows> groups = new LinkedHashMap<>();
    private boolean open;
    private TriggerKeys keys;
    private long startLine;
    private long rows;
    private long counted;
    private long hits;
    private long entries;
    private String problem;
    private long problemLine;

    public HistTriggerReader(Findings findings) {
        this.findings = findings;
    }

    /** Whether a line starts such a histogram. */
    public static boolean opens(String line) {
        return line.startsWith(START);
    }

    @Override
    public boolean take(String line, long number) {
        if (line.startsWith(START)) {
            finish();
            open = true;
            startLine = number;
            return true;
        }
        if (!open) {
            return false;
        }
        if (line.startsWith("#")) {
            if (line.startsWith(INFO)) {
                keys = TriggerKeys.of(line);
            }
            return true;
        }
        if (line.startsWith("{")) {
            row(line, number);
            return true;
        }
        Matcher total = TOTAL.matcher(line);
        if (total.matches()) {
            total(total.group(1), BucketRows.number(total.group(2)));
            return true;
        }
        return line.startsWith("Totals:");
    }

    @Override
    public void end(boolean ofText) {
        finish();
    }

    private void row(String line, long number) {
        TriggerRow row = keys == null ? null : keys.row(line.stripTrailing());
        if (row == null) {
            fail(number, "a row that is not { KEYS } hitcount: N with one key of .log2 or .buckets");
            return;
        }
        if (rows == MOST_ROWS) {
            fail(number, "over " + MOST_ROWS + " rows");
            return;
        }
        long nanoseconds = keys.inMicroseconds() ? LatencyUnit.US.nanos() : findings.nanosecondsOf(row.field());
        groups.computeIfAbsent(row.name(), n -> new BucketRows())
                .add(row.lo(), row.hi(), nanoseconds, row.count(), number);
        rows++;
        counted = Math.max(counted, counted + row.count());
    }

    private void total(String what, long value) {
        switch (what) {
            case "Hits" -> hits = value;
            case "Entries" -> entries = value;
            default -> {
                if (value > 0) {
                    findings.capture().loss().mapFull += value;
                    findings.capture().warn("the hist trigger had no room for " + value + " hits");
                }
                whole();
            }
        }
    }

    /** The last of the totals was read. */
    private void whole() {
        if (rows != entries) {
            fail(startLine, "the histogram has " + rows + " rows, its totals say " + entries);
        } else if (counted > hits) {
            fail(startLine, "the rows count " + counted + " hits, the totals say " + hits);
        } else if (counted < hits) {
            findings.capture()
                    .truncated("line " + startLine + ": " + (hits - counted) + " of " + hits
                            + " hits are in no row: the histogram was printed while it was filled");
        }
        report();
        open = false;
        clear();
    }

    /** A histogram without totals was cut off. */
    private void finish() {
        if (open) {
            fail(startLine, "the histogram that starts here has no totals: it was cut off");
            report();
        }
        open = false;
        clear();
    }

    private void report() {
        if (problem != null) {
            findings.leftOut(problemLine, "it", problem);
        } else {
            groups.forEach((name, group) -> findings.rows(FORMAT, name, group));
        }
    }

    private void fail(long line, String what) {
        if (problem == null) {
            problem = what;
            problemLine = line;
        }
    }

    private void clear() {
        groups.clear();
        keys = null;
        rows = 0;
        counted = 0;
        hits = 0;
        entries = 0;
        problem = null;
    }
}
