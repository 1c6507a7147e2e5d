package io.daxtrace.report.comparison;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MixMeasure;
import io.daxtrace.compare.verdicts.MixResult;
import io.daxtrace.compare.verdicts.RunsToDecide;
import io.daxtrace.compare.verdicts.Stages;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.event.Printable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The answer of a comparison in one sentence: how many workloads changed, the worst of them, and what is left open. */
final class AnswerSentence {
    /** What more runs do not help. */
    private static final Set<Verdict.Reason> STAYING = EnumSet.of(Verdict.Reason.RESOLUTION, Verdict.Reason.LOSS);

    private final Comparison comparison;
    private final Answer answer;
    private final WorkloadNames names;

    private AnswerSentence(Comparison comparison, Answer answer) {
        this.comparison = comparison;
        this.answer = answer;
        names = new WorkloadNames(comparison);
    }

    /** The sentence, escaped. */
    static String of(Comparison comparison, Answer answer) {
        return new AnswerSentence(comparison, answer).text();
    }

    private String text() {
        Verdict leading = answer.count(Verdict.REGRESSED) > 0 ? Verdict.REGRESSED : Verdict.IMPROVED;
        List<String> parts = new ArrayList<>();
        if (answer.count(leading) > 0) {
            parts.add(changed(leading));
        }
        for (Verdict verdict : Verdict.values()) {
            int count = answer.count(verdict);
            if (count > 0 && verdict != leading) {
                parts.add(rest(verdict, count));
            }
        }
        int without = (int) answer.workloads().stream()
                .filter(workload -> workload.verdict() == null)
                .count();
        if (without > 0) {
            parts.add(counted(without, "with nothing that decides"));
        }
        failed().ifPresent(parts::add);
        return capital(opening() + String.join("; ", parts)) + ".";
    }

    /** That more faults failed is part of the answer, though it is no latency: the workload in which the most did. */
    private Optional<String> failed() {
        int workloads = 0;
        double most = 0;
        String worst = null;
        for (CellResult cell : comparison.cells()) {
            for (MixResult result : cell.mix().results()) {
                if (result.measure().kind() == MixMeasure.Kind.FAILED && result.verdict() == MixResult.Change.MORE) {
                    workloads++;
                    if (result.change() > most) {
                        most = result.change();
                        String name = names.inSentence(cell);
                        worst = (name.isEmpty() ? "" : name + ": ") + MixWords.compared(result);
                    }
                }
            }
        }
        String head = workloads > 1 ? "more faults failed in " + workloads + ", worst " : "";
        return Optional.ofNullable(worst).map(words -> head + words);
    }

    private String opening() {
        if (comparison.across()) {
            return Printable.escape(comparison.candidate()) + " against " + Printable.escape(comparison.base()) + ": ";
        }
        boolean equivalent =
                answer.count(Verdict.EQUIVALENT) == answer.workloads().size();
        return equivalent || answer.count(Verdict.REGRESSED) > 0 ? "" : "no regression found: ";
    }

    private String changed(Verdict verdict) {
        Answer.Workload worst = answer.worst(verdict);
        StatisticResult s = worst.statistic();
        boolean regressed = verdict == Verdict.REGRESSED;
        String word = regressed ? word("regressed", "slower") : word("improved", "faster");
        String name = names.inSentence(worst.cell());
        return head(answer.count(verdict), word)
                + (regressed ? ", worst " : ", best ")
                + (name.isEmpty() ? "" : name + ": ")
                + Printable.escape(worst.metric().name().text()) + " "
                + s.statistic().name() + " "
                + ComparisonWords.change(s.ratio()) + " " + ComparisonWords.interval(s.interval())
                + place(worst);
    }

    private static String place(Answer.Workload worst) {
        boolean explained = worst.metric().name().equals(MetricName.FAULT)
                && worst.metric().statistics().stream()
                        .anyMatch(s -> s.statistic().equals(Statistic.MEAN)
                                && worst.cell().mix().explains(s));
        if (explained) {
            return "; " + MixWords.explanation(worst.cell());
        }
        if (worst.isOutside()) {
            return "; it sits before and after the stages";
        }
        Stages.Stage stage = worst.stage();
        if (stage == null) {
            return "";
        }
        Stages.Stage part = worst.cell().stages().mainPart();
        return String.format(
                Locale.ROOT,
                "; it sits in %s (%.0f %% of the stages' differences%s)",
                stage.metric().text(),
                100 * stage.share(),
                part == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %.0f %% of that in %s",
                                100 * part.share(),
                                part.metric().text()));
    }

    private String rest(Verdict verdict, int count) {
        return switch (verdict) {
            case REGRESSED -> counted(count, word("regressed", "slower"));
            case IMPROVED -> counted(count, word("improved", "faster"));
            case EQUIVALENT ->
                count == answer.workloads().size()
                        ? head(count, "equivalent, within the thresholds")
                        : counted(count, "equivalent");
            case NO_DATA -> counted(count, "not wholly compared");
            case INCONCLUSIVE -> counted(count, undecided());
        };
    }

    private String undecided() {
        Answer.Undecided open = answer.undecided();
        String reasons = words(open.reasons());
        String runs = runs(open);
        return word("undecided", "undetermined") + " for " + reasons + (runs.isEmpty() ? "" : ": " + runs);
    }

    private String runs(Answer.Undecided open) {
        Set<Verdict.Reason> helped = EnumSet.copyOf(open.reasons());
        helped.removeAll(STAYING);
        String it = answer.count(Verdict.INCONCLUSIVE) == 1 ? "it" : "them";
        String what = helped.equals(open.reasons())
                ? it
                : "what " + words(helped) + (helped.size() == 1 ? " leaves" : " leave") + " open";
        if (!open.numbered()) {
            return open.unknown() ? "how many runs would decide " + what + " cannot be known from so few" : "";
        }
        String most = open.most() == 0
                ? String.format(Locale.ROOT, "more than %,d", RunsToDecide.MOST)
                : Integer.toString(open.most());
        String runs = (open.least() == open.most() ? "" : open.least() + " to ") + most;
        String rest = open.unknown() ? "; of the rest it cannot be known from so few" : "";
        return open.assumed()
                ? String.format(
                        Locale.ROOT,
                        "three runs a side tell how runs differ; if by the assumed %.3g %%, %s would decide %s%s",
                        100 * comparison.runNoise(),
                        runs,
                        what,
                        rest)
                : runs + " runs a side would decide " + what + rest;
    }

    private String head(int count, String what) {
        int all = answer.workloads().size();
        if (all == 1) {
            return what;
        }
        return count == all ? "all " + all + " workloads " + what : count + " of " + all + " workloads " + what;
    }

    private String counted(int count, String what) {
        return answer.workloads().size() == 1 ? what : count + " " + what;
    }

    private String word(String judged, String across) {
        return comparison.across() ? across : judged;
    }

    private static String words(Set<Verdict.Reason> reasons) {
        return ComparisonWords.listed(reasons.stream().map(Verdict.Reason::word).toList());
    }

    private String capital(String text) {
        return comparison.across() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
