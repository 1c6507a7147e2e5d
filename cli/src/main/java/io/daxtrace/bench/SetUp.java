package io.daxtrace.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the eight cells of the experiment.
 *
 * @param preallocated whether the file's blocks were written before; else it is all hole
 * @param copy whether a file is copied on the same filesystem meanwhile
 * @param sync whether it is mapped with MAP_SYNC
 */
public record SetUp(boolean preallocated, boolean copy, boolean sync) {
    private static final boolean[] NO_YES = {false, true};

    /** All of them in the posting's order; without those of MAP_SYNC where that is not wanted. */
    public static List<SetUp> grid(boolean withMapSync) {
        List<SetUp> all = new ArrayList<>();
        for (boolean copy : NO_YES) {
            for (boolean empty : NO_YES) {
                for (boolean sync : NO_YES) {
                    if (withMapSync || !sync) {
                        all.add(new SetUp(!empty, copy, sync));
                    }
                }
            }
        }
        return all;
    }

    /** {@code File empty, no background load, MAP_SYNC}. */
    public String heading() {
        return "File " + (preallocated ? "preallocated" : "empty") + ", " + (copy ? "" : "no ") + "background load, "
                + (sync ? "" : "no ") + "MAP_SYNC";
    }

    /** The value of the label file. */
    public String file() {
        return preallocated ? "prealloc" : "empty";
    }

    /** The value of the label load. */
    public String load() {
        return copy ? "copy" : "idle";
    }

    /** The value of the label sync. */
    public String syncWord() {
        return sync ? "yes" : "no";
    }
}
