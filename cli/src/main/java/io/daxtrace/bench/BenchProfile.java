package io.daxtrace.bench;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Profile;
import io.daxtrace.aggregate.Run;
import io.daxtrace.event.LossAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A bench as a profile: one run for each repeat of each set-up, what the set-up is in its labels. */
public final class BenchProfile {
    /** Tracing is in the program's times, so those without it are of another kind. */
    private static final String USER = "user: the program";

    private static final FaultCounts NOT_COUNTED = new FaultCounts(0, 0, 0, 0, 0, 0, 0, 0);

    private BenchProfile() {}

    /** The profile of a bench. */
    public static Profile of(BenchResult result) {
        List<Run> runs = new ArrayList<>();
        for (Cell cell : result.cells()) {
            for (Cell.Run run : cell.runs()) {
                runs.add(run(result, cell.setUp(), run));
            }
        }
        return new Profile(runs);
    }

    private static Run run(BenchResult result, SetUp setUp, Cell.Run run) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("file", setUp.file());
        labels.put("load", setUp.load());
        labels.put("sync", setUp.syncWord());
        labels.put("fs", result.filesystem().type());
        labels.put("kernel", result.kernel());
        LossAccount loss = new LossAccount();
        loss.clamped = run.times().clamped();
        List<Metric> metrics = new ArrayList<>();
        metrics.add(new Metric(
                MetricName.USER_FAULT, run.times().distribution(), run.times().octaves(), null));
        FaultCounts faults = NOT_COUNTED;
        Set<String> probes = new TreeSet<>(result.probes());
        probes.add(result.isTraced() ? USER + ", traced" : USER);
        if (run.traced() != null) {
            loss.add(run.traced().loss());
            metrics.addAll(run.traced().faults().metrics());
            faults = run.traced().faults().faults();
        }
        return new Run(
                "bench " + result.directory() + ", " + setUp.heading() + ", repeat " + run.repeat(),
                labels,
                environment(result, run),
                probes,
                1,
                loss.isZero(),
                loss,
                List.of(new Group(Map.of(), faults, metrics)));
    }

    private static Map<String, String> environment(BenchResult result, Cell.Run run) {
        BenchPlan plan = result.plan();
        Map<String, String> environment = new TreeMap<>();
        environment.put("kernel", result.kernel());
        environment.put("clock", "monotonic");
        // with a clock that counts instructions two runs may have the same latencies and yet be two
        environment.put(Run.ID, UUID.randomUUID().toString());
        environment.put("mount", result.filesystem().toString());
        environment.put("bench.pages", plan.pages() + " of " + result.pageSize() + " bytes");
        environment.put("bench.access", plan.read() ? "read" : "write");
        environment.put("bench.order", plan.random() ? "random" : "ascending");
        environment.put("bench.threads", Integer.toString(plan.threads()));
        environment.put("bench.seed", Long.toString(plan.seed()));
        environment.put("bench.turn", Integer.toString(run.turn()));
        environment.put("bench.timer_ns", Long.toString(result.timerCost()));
        if (run.traced() != null) {
            environment.put("bench.not_joined", Long.toString(run.traced().notJoined()));
        }
        return environment;
    }
}
