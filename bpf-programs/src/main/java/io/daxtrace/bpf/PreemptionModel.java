package io.daxtrace.bpf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * When the kernel takes the processor from a thread that runs in the kernel. Where it may at any place, it may inside a BPF
 * program too, and until that thread goes on, the runs of that program by fentry are missed in all other threads of that processor.
 */
public enum PreemptionModel {
    /** Never. */
    NONE("none", false),
    /** Only where the thread offers it. */
    VOLUNTARY("voluntary", false),
    /** Never, or only where the thread offers it: the kernel does not tell which. */
    NONE_OR_VOLUNTARY("none or voluntary", false),
    /** At any place, at once. */
    FULL("full", true),
    /** At any place: at once for real-time threads, at the next tick for others (6.13). */
    LAZY("lazy", true),
    /** At any place, and where other kernels hold spinlocks too (CONFIG_PREEMPT_RT). */
    REALTIME("real-time", true),
    /** Chosen at boot (PREEMPT_DYNAMIC), and not to be seen from here. */
    UNKNOWN("unknown", true);

    /** kernel/sched/debug.c and core.c: all models there are, the one in force in parentheses. */
    private static final Pattern CHOSEN = Pattern.compile("\\(([a-z]+)\\)");

    private static final Pattern BOOTED = Pattern.compile("(?:^|\\s)preempt=([a-z]+)(?=\\s|$)");

    private final String shown;
    private final boolean preemptible;

    PreemptionModel(String shown, boolean preemptible) {
        this.shown = shown;
        this.preemptible = preemptible;
    }

    /** Whether a thread can lose the processor inside a program; true where that is not known. */
    public boolean isPreemptible() {
        return preemptible;
    }

    /** As it is shown. */
    @Override
    public String toString() {
        return shown;
    }

    /** The running kernel's. */
    public static PreemptionModel read() {
        return read(Path.of("/"));
    }

    /** That of the kernel whose /proc, /sys and /boot are under this folder; the first that tells is believed. */
    static PreemptionModel read(Path root) {
        String version = text(root.resolve("proc/sys/kernel/version"));
        if (version.contains("PREEMPT_RT")
                || text(root.resolve("sys/kernel/realtime")).equals("1")) {
            return REALTIME;
        }
        PreemptionModel model = named(CHOSEN.matcher(text(root.resolve("sys/kernel/debug/sched/preempt"))));
        if (model != UNKNOWN) {
            return model;
        }
        if (version.contains("PREEMPT_DYNAMIC")) {
            model = named(BOOTED.matcher(text(root.resolve("proc/cmdline"))));
        }
        return model != UNKNOWN ? model : built(configuration(root), version);
    }

    /** The model that the last match names: of an option given twice, the kernel takes the last. */
    private static PreemptionModel named(Matcher matcher) {
        PreemptionModel model = UNKNOWN;
        while (matcher.find()) {
            String name = matcher.group(1);
            model = List.of(NONE, VOLUNTARY, FULL, LAZY).stream()
                    .filter(m -> m.shown.equals(name))
                    .findFirst()
                    .orElse(model);
        }
        return model;
    }

    /** What the kernel was built with, which is what it boots with when nobody asks for another. */
    private static PreemptionModel built(List<String> configuration, String version) {
        if (configuration.contains("CONFIG_PREEMPT_RT=y")) {
            return REALTIME;
        }
        for (PreemptionModel model : List.of(LAZY, VOLUNTARY, NONE)) {
            if (configuration.contains("CONFIG_PREEMPT_" + model.name() + "=y")) {
                return model;
            }
        }
        if (configuration.contains("CONFIG_PREEMPT=y")) {
            return FULL;
        }
        return version.contains("PREEMPT_DYNAMIC") || version.isEmpty()
                ? UNKNOWN
                : version.contains("PREEMPT_LAZY") ? LAZY : version.contains("PREEMPT") ? FULL : NONE_OR_VOLUNTARY;
    }

    private static List<String> configuration(Path root) {
        Path compressed = root.resolve("proc/config.gz");
        if (Files.isReadable(compressed)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            } catch (IOException e) {
                return List.of();
            }
        }
        String release = text(root.resolve("proc/sys/kernel/osrelease"));
        return text(root.resolve("boot/config-" + release)).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
