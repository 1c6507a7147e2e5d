package io.daxtrace.report.comparison;

import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.CellResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of runs without the folder that all runs of a comparison are in. Nothing is escaped. */
final class RunNames {
    /** As many files are named; of more, their folder. */
    private static final int NAMED = 2;

    /** Between the file of a profile and what the run is called in it. */
    private static final String IN_PROFILE = " (";

    private final int dropped;

    private RunNames(int dropped) {
        this.dropped = dropped;
    }

    static RunNames of(Comparison comparison) {
        List<String> all = new ArrayList<>();
        for (CellResult cell : comparison.cells()) {
            all.addAll(cell.baseRuns());
            all.addAll(cell.candidateRuns());
        }
        return new RunNames(folder(all.stream().map(RunNames::file).toList()).length());
    }

    /** One run, short. */
    String of(String source) {
        return source.substring(dropped);
    }

    /** One run, shorter: of a profile's runs what tells them apart, {@code 6.12-xfs.json, repeat 2}. */
    String brief(String source) {
        String file = file(source);
        int last = source.lastIndexOf(", ");
        return last > file.length() ? of(file) + source.substring(last, source.length() - 1) : of(source);
    }

    /** All runs of a side: one file or two by their names, more by their folder and number. */
    String side(List<String> sources) {
        Set<String> files = new LinkedHashSet<>();
        sources.forEach(source -> files.add(of(file(source))));
        if (files.isEmpty()) {
            return "no runs";
        }
        if (files.size() <= NAMED) {
            return String.join(" and ", files);
        }
        String folder = folder(List.copyOf(files));
        return folder.isEmpty()
                ? files.size() + " files, " + files.iterator().next() + " ..."
                : folder + " (" + files.size() + " files)";
    }

    private static String file(String source) {
        int end = source.endsWith(")") ? source.indexOf(IN_PROFILE) : -1;
        return end > 0 ? source.substring(0, end) : source;
    }

    /** The common prefix, up to and with its last slash. */
    private static String folder(List<String> files) {
        if (files.isEmpty()) {
            return "";
        }
        String common = files.get(0);
        for (String file : files) {
            int same = 0;
            while (same < Math.min(common.length(), file.length()) && common.charAt(same) == file.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return common.substring(0, common.lastIndexOf('/') + 1);
    }
}
