package io.daxtrace.aggregate;

import java.util.ArrayList;
import java.util.List;

/** The distributions, labels and loss account of one or more runs, kept apart. Single latencies are not in it. */
public record Profile(List<Run> runs) {
    /** The runs of both. */
    public Profile plus(Profile more) {
        List<Run> all = new ArrayList<>(runs);
        all.addAll(more.runs);
        return new Profile(all);
    }
}
