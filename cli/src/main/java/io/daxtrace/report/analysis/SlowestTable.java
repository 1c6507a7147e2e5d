package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.SlowFault;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.report.MetricCells;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The slowest faults as texts, a row each, not escaped. Times are seconds from the beginning of the capture's first operation. */
final class SlowestTable {
    private static final String UNKNOWN = "-";
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    private final MetricCells cells;
    private final boolean several;
    private final boolean dated;
    private final boolean located;

    SlowestTable(List<SlowFault> slowest, MetricCells cells) {
        this.cells = cells;
        several = slowest.stream().map(SlowFault::input).distinct().count() > 1;
        dated = slowest.stream().anyMatch(slow -> slow.began() != null);
        located = slowest.stream().anyMatch(slow -> slow.path() != null);
    }

    List<String> headings() {
        List<String> headings = new ArrayList<>(List.of("at"));
        if (dated) {
            headings.add("time of day");
        }
        headings.addAll(List.of(
                "total", "map", "commit", "insert", "other", "kind", "device", "inode", "pgoff", "tid", "thread"));
        if (located) {
            headings.add("file");
        }
        if (several) {
            headings.add("in");
        }
        return headings;
    }

    List<String> row(SlowFault slow) {
        Fault fault = slow.fault();
        List<String> row = new ArrayList<>();
        row.add(
                fault.start == Event.UNKNOWN || slow.origin() == Event.UNKNOWN
                        ? UNKNOWN
                        : offset(fault.start - slow.origin()));
        if (dated) {
            row.add(
                    slow.began() == null
                            ? UNKNOWN
                            : TIME_OF_DAY.format(slow.began().atZone(ZoneId.systemDefault())));
        }
        row.addAll(List.of(
                latency(fault.total),
                latency(fault.map),
                latency(fault.commit),
                latency(fault.insert),
                latency(fault.other),
                FaultField.KIND.text(FaultField.KIND.of(fault)),
                fault.dev == Event.UNKNOWN ? UNKNOWN : FaultField.DEVICE.text(fault.dev),
                number(fault.ino),
                number(fault.pgoff),
                number(fault.tid),
                fault.comm == null ? UNKNOWN : fault.comm));
        if (located) {
            row.add(slow.path() == null ? UNKNOWN : slow.path().toString());
        }
        if (several) {
            row.add(slow.input().path());
        }
        return row;
    }

    private String latency(long nanoseconds) {
        return nanoseconds == Event.UNKNOWN ? UNKNOWN : cells.latency(nanoseconds);
    }

    private static String number(long value) {
        return value == Event.UNKNOWN ? UNKNOWN : Long.toString(value);
    }

    /** {@code +0.000250s}. */
    static String offset(long nanoseconds) {
        return String.format(Locale.ROOT, "%+.6fs", (double) nanoseconds / LatencyUnit.S.nanos());
    }
}
