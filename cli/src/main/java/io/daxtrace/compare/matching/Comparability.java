package io.daxtrace.compare.matching;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.event.LossAccount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the two sides of a cell may be compared: measured by the same probes, without loss, the same kinds of faults. */
public final class Comparability {
    /** A difference between the shares of large-page faults from which medians are no longer of the same thing. */
    private static final double MOST_MIX = 0.05;

    private final Set<Obstacle> accepted;
    private final List<String> notes = new ArrayList<>();
    private final Map<Bound, NoData> differingProbes = new LinkedHashMap<>();
    private NoData loss;
    private boolean refused;
    private NoData mix;

    /** Looks at both sides. */
    public Comparability(Arm base, Arm candidate, Set<Obstacle> accepted) {
        this.accepted = accepted;
        lossOf("base", base);
        lossOf("candidate", candidate);
        compareMix(base, candidate);
        compareProbes(base, candidate);
    }

    /** What was found but does not prevent the comparison. */
    public List<String> notes() {
        return notes;
    }

    /** What was lost, where intervals are wider for it; null where nothing was, or it was accepted. */
    public NoData loss() {
        return loss;
    }

    /** Why a metric cannot be compared, or null. */
    public NoData refusal(MetricName metric) {
        if (refused) {
            return loss;
        }
        boolean ofFaults = switch (metric.kind()) {
            case FAULT, STAGE, PART -> true;
            case FSYNC, USER, FOREIGN -> false;
        };
        if (mix != null && ofFaults) {
            return mix;
        }
        for (Map.Entry<Bound, NoData> differing : differingProbes.entrySet()) {
            if (differing.getKey().carries(metric)) {
                return differing.getValue();
            }
        }
        return null;
    }

    private void lossOf(String side, Arm arm) {
        for (Arm.Member member : arm.members()) {
            Run run = member.run();
            LossAccount lost = run.loss();
            long dropped = lost.kernelDropped + lost.ringFull + lost.mapFull + lost.missedProbes;
            long unmatched = lost.unmatchedEntries + lost.unmatchedReturns + lost.clamped;
            String what = side + " run " + run.source() + " lost " + dropped + " events and has " + unmatched
                    + " without a partner or beyond the range";
            OptionalLong most = member.mostLost();
            boolean accepts = accepted.contains(Obstacle.LOSS);
            if (most.isEmpty() && !accepts) {
                refused = true;
            }
            if (most.orElse(1) > 0) {
                if (loss == null && !accepts) {
                    loss = new NoData(NoData.Reason.LOSS, "lost events: " + what);
                }
                if (accepts) {
                    notes.add(what);
                } else if (most.isPresent()) {
                    notes.add(what + ": at most " + most.getAsLong()
                            + " latencies are missing, and intervals are wider by as many ranks");
                }
            } else if (unmatched > 0) {
                notes.add(what);
            } else if (!run.complete()) {
                notes.add(side + " run " + run.source() + " was cut off or could not be read wholly");
            }
        }
    }

    private void compareMix(Arm base, Arm candidate) {
        FaultCounts b = faults(base);
        FaultCounts c = faults(candidate);
        double inBase = b.pte() + b.pmd();
        double inCandidate = c.pte() + c.pmd();
        if (inBase == 0 || inCandidate == 0) {
            return;
        }
        double baseShare = b.pmd() / inBase;
        double candidateShare = c.pmd() / inCandidate;
        double share = (b.pmd() + c.pmd()) / (inBase + inCandidate);
        double chance = 3 * Math.sqrt(share * (1 - share) * (1 / inBase + 1 / inCandidate));
        if (Math.abs(baseShare - candidateShare) > MOST_MIX + chance) {
            String what = String.format(
                    Locale.ROOT,
                    "%.0f %% of the base's faults are PMD faults, %.0f %% of the candidate's",
                    100 * baseShare,
                    100 * candidateShare);
            if (accepted.contains(Obstacle.MIX)) {
                notes.add(what);
            } else {
                mix = new NoData(NoData.Reason.MIX, "different PTE/PMD mix: " + what + "; compare with --by order");
            }
        }
    }

    private static FaultCounts faults(Arm arm) {
        FaultCounts all = new FaultCounts(0, 0, 0, 0, 0, 0, 0, 0);
        for (Arm.Member member : arm.members()) {
            all = all.plus(member.faults());
        }
        return all;
    }

    private void compareProbes(Arm base, Arm candidate) {
        Map<String, Set<String>> inBase = probes(base);
        Map<String, Set<String>> inCandidate = probes(candidate);
        inBase.forEach((stage, probes) -> {
            Set<String> others = inCandidate.getOrDefault(stage, probes);
            if (!probes.equals(others)) {
                boolean attachment = Bound.of(stage) == Bound.ATTACHMENT;
                String what = "different probes: " + (attachment ? "attached by " : stage + " is measured by ")
                        + String.join(" and ", probes)
                        + " in the base, by " + String.join(" and ", others) + " in the candidate"
                        + (attachment ? ", at another price: record both with --probes kprobe" : "");
                if (accepted.contains(Obstacle.PROBES)) {
                    notes.add(what);
                } else {
                    differingProbes.putIfAbsent(Bound.of(stage), new NoData(NoData.Reason.PROBES, what));
                }
            }
        });
    }

    /** By stage; a stage that a side never saw is not in it, and histograms do not say what they measured. */
    private static Map<String, Set<String>> probes(Arm arm) {
        Map<String, Set<String>> probes = new TreeMap<>();
        for (Arm.Member member : arm.members()) {
            for (String probe : member.run().probes()) {
                int colon = probe.indexOf(": ");
                String stage = colon < 0 ? "" : probe.substring(0, colon);
                probes.computeIfAbsent(stage, s -> new TreeSet<>()).add(probe.substring(colon < 0 ? 0 : colon + 2));
            }
        }
        return probes;
    }
}
