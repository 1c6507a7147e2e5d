package io.daxtrace.parsers.histogram;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.DistributionSink;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the readers of histogram texts find in one input: sends it on, names it apart, and keeps account of the rest. */
public final class Findings {
    private static final int MOST_HISTOGRAMS = 10_000;
    /** Of all histograms together, 24 bytes each. */
    private static final int MOST_BUCKETS = 1 << 21;

    private static final int LONGEST_NAME = 300;

    private final String path;
    private final Capture capture;
    private final DistributionSink sink;
    /** How often each name occurred. */
    private final Map<String, Integer> names = new HashMap<>();

    private final Set<String> formats = new LinkedHashSet<>();
    private String firstProblem;
    private long buckets;

    public Findings(String path, Capture capture, DistributionSink sink) {
        this.path = path;
        this.capture = capture;
        this.sink = sink;
    }

    public Capture capture() {
        return capture;
    }

    /** One histogram from its rows; spoiled ones are left out and said to be. */
    public void rows(String format, String name, BucketRows rows) {
        Distribution.Builder builder = rows.ascending();
        if (builder == null) {
            leftOut(rows.problemLine(), name, rows.problem());
        } else {
            add(format, name, builder.build());
        }
    }

    /**
     * One histogram.
     *
     * @param format for {@link Capture#format}
     */
    public void add(String format, String name, Distribution distribution) {
        formats.add(format);
        if (distribution.count() == 0) {
            problem(shown(name) + " counted nothing");
            return;
        }
        if (names.size() >= MOST_HISTOGRAMS || buckets + distribution.buckets() > MOST_BUCKETS) {
            capture.truncated("holds over " + MOST_HISTOGRAMS + " histograms or " + MOST_BUCKETS
                    + " buckets: the rest was left out");
            return;
        }
        buckets += distribution.buckets();
        if (distribution.lo(0) < 0) {
            capture.warn(shown(name) + " has buckets below 0");
        }
        capture.resolution = Math.max(capture.resolution, distribution.unit());
        sink.distribution(apart(name), distribution);
    }

    /**
     * The nanoseconds of one of a variable's numbers, by the end of its name; else what the user said; else 1, with a
     * warning.
     *
     * @param variable without keys
     */
    public long nanosecondsOf(String variable) {
        LatencyUnit unit = UnitSuffix.of(variable);
        if (unit != null) {
            return unit.nanos();
        }
        if (capture.unitOfNamelessNumbers > 0) {
            return capture.unitOfNamelessNumbers;
        }
        capture.warn(shown(variable) + ": the unit is not in the name: read as " + LatencyUnit.NS.word());
        return LatencyUnit.NS.nanos();
    }

    /** A histogram that cannot be given because of a line: the input is not wholly read. */
    public void leftOut(long line, String name, String why) {
        String what = "line " + line + ": " + why + "; " + shown(name) + " was left out";
        capture.truncated(what);
        if (firstProblem == null) {
            firstProblem = what;
        }
    }

    /** Something in the input that is sound but not given. */
    public void problem(String what) {
        capture.warn(what);
        if (firstProblem == null) {
            firstProblem = what;
        }
    }

    /** Ends the input. Fails when nothing was found. */
    public void end() throws BadInputException {
        capture.format = formats.isEmpty() ? "histogram text" : String.join(", ", formats);
        if (names.isEmpty()) {
            throw BadInputException.of(
                    path, firstProblem != null ? firstProblem : "holds no histogram, expected at least one");
        }
    }

    /** A name as messages show it. */
    public static String shown(String name) {
        return '"' + Printable.escape(shortened(name)) + '"';
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    /** Repeated names are numbered: a program may print a map again and again, cleared or not. */
    private String apart(String name) {
        String plain = shortened(name);
        String unique = plain;
        int times = names.merge(plain, 1, Integer::sum);
        while (times > 1 && names.containsKey(unique)) {
            unique = plain + " (" + times++ + ")";
        }
        if (times > 1) {
            names.put(plain, times - 1);
            names.put(unique, 1);
            capture.warn(shown(plain) + " occurs more than once: each is its own metric, and a later one may"
                    + " include an earlier one");
        }
        return unique;
    }
}
