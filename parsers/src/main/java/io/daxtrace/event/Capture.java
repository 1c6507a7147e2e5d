package io.daxtrace.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is known of one input. Its reader fills it in while it reads; names and texts in it are as hostile as the input. */
public final class Capture {
    private static final int MOST_WARNINGS = 100;

    private final String path;
    private final Map<String, String> labels = new TreeMap<>();
    /** Concurrent, so that progress can be shown while a reader adds names. */
    private final Map<String, EventCount> events = new ConcurrentSkipListMap<>();

    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Set<String> probes = new TreeSet<>();
    private final LossAccount loss = new LossAccount();
    private final FilePaths files = new FilePaths();

    /** For example {@code trace.dat v7 (zstd)}. */
    public String format;
    /** The kernel's release (uname -r), or null. */
    public String kernel;
    /** The trace clock's name, or null. */
    public String clock;
    /** Nanoseconds from the Unix epoch to the zero of the clock; empty where the input does not tell, which only our captures do. */
    public OptionalLong clockOffset = OptionalLong.empty();
    /** Nanoseconds between neighbouring timestamps: 1, or 1000 for text with microseconds. */
    public long resolution = 1;
    /**
     * What the user said a number means in a text that names no unit (a bpftrace map, a hist trigger, an hlog): the
     * nanoseconds of one; 0 when nothing was said. Set before reading.
     */
    public long unitOfNamelessNumbers;
    /** Whether the input ended early, or part of it could not be read; a warning says what. */
    public boolean truncated;

    public Capture(String path) {
        this.path = path;
    }

    /** As the user named it; {@code -} is standard input. */
    public String path() {
        return path;
    }

    public Map<String, String> labels() {
        return labels;
    }

    /** What else is known of the machine: filesystem, mount options, cpu ..., by plain lower-case names. */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * What bounded each stage, {@code map: dax_iomap_fault} or {@code commit: ext4_sync_file}: durations from different
     * probes are not comparable.
     */
    public Set<String> probes() {
        return probes;
    }

    public LossAccount loss() {
        return loss;
    }

    /** The paths of its files, those that are known; a reader that knows them fills them in before the first operation. */
    public FilePaths files() {
        return files;
    }

    /** Whether nothing was lost and all of it was read. */
    public boolean complete() {
        return loss.isZero() && !truncated;
    }

    /** What a reader of the result has to know, a sentence each. */
    public List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    /** Adds a warning once; past the hundredth different one only a last word is added. */
    public void warn(String warning) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(warning);
        } else if (warnings.size() == MOST_WARNINGS) {
            warnings.add("more warnings were left out");
        }
    }

    /** Marks the input as not wholly read, and says why. */
    public void truncated(String why) {
        truncated = true;
        warn(why);
    }

    /**
     * The count of one event name. A source asks once and keeps the object, so that counting an event is one addition.
     *
     * @param name {@code system:name}; where the text prints no system, the system the name is known by, else the bare name
     */
    public EventCount events(String name) {
        return events.computeIfAbsent(name, n -> new EventCount());
    }

    /** The counts by {@code system:name}, names that did not occur left out. */
    public Map<String, Long> eventCounts() {
        Map<String, Long> counts = new TreeMap<>();
        events.forEach((name, count) -> {
            if (count.value != 0) {
                counts.put(name, count.value);
            }
        });
        return counts;
    }

    /** All events counted so far. */
    public long totalEvents() {
        long total = 0;
        for (EventCount count : events.values()) {
            total += count.value;
        }
        return total;
    }

    /** How often one event occurred. */
    public static final class EventCount {
        public long value;
    }
}
