package io.daxtrace.cli;

import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.TraceFilter;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which operations are asked for, by thread, file and duration; an operation must match all of it. Live, the kernel filters. */
final class FilterOptions {
    private static final int MOST_COMM_BYTES = 15;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            converter = WholeNumber.Id.class,
            description = "Only the process PID, all its threads.")
    private int pid = -1;

    @Option(names = "--tid", paramLabel = "TID", converter = WholeNumber.Id.class, description = "Only the thread TID.")
    private int tid = -1;

    @Option(names = "--comm", paramLabel = "NAME", description = "Only threads with exactly this name.")
    private String comm;

    @Option(names = "--cgroup", paramLabel = "PATH", description = "Only threads in this cgroup (v2) or below it.")
    private Path cgroup;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "Only files on this device: MAJOR:MINOR, or a path such as /dev/pmem0.")
    private String device;

    @Option(names = "--mount", paramLabel = "DIR", description = "Only files on the filesystem that holds DIR.")
    private Path mount;

    @Option(
            names = "--inode",
            paramLabel = "NUMBER",
            converter = WholeNumber.Inode.class,
            description = "Only files with this inode number.")
    private long inode = -1;

    @Option(names = "--file", paramLabel = "FILE", description = "Only this file, by its device and inode.")
    private Path file;

    @Option(
            names = "--min-latency",
            paramLabel = "TIME",
            converter = Nanoseconds.Latency.class,
            description = "Only faults and fsync calls that took TIME or longer: 500us, 10ms.")
    private long minLatency;

    private final Path cgroups;

    FilterOptions() {
        this(Path.of("/sys/fs/cgroup"));
    }

    /** @param cgroups where cgroup v2 is mounted */
    FilterOptions(Path cgroups) {
        this.cgroups = cgroups;
    }

    /** What the kernel is told. */
    TraceFilter filter() {
        if (comm != null && comm.getBytes(StandardCharsets.UTF_8).length > MOST_COMM_BYTES) {
            throw new CannotException("--comm " + Printable.escape(comm)
                    + ": the kernel keeps 15 bytes of a thread's name: give those (see /proc/PID/comm)");
        }
        long dev = -1;
        long ino = inode;
        if (device != null) {
            dev = one("--device", dev, device(device));
        }
        if (mount != null) {
            dev = one("--mount", dev, deviceOf("--mount", mount, "dev"));
        }
        if (file != null) {
            dev = one("--file", dev, deviceOf("--file", file, "dev"));
            ino = one("--file", ino, attribute("--file", file, "ino"));
        }
        long id = cgroup == null ? -1 : attribute("--cgroup", cgroupPath(), "ino");
        int level = cgroup == null ? -1 : cgroups.relativize(cgroupPath()).getNameCount();
        return new TraceFilter(pid, tid, comm, id, level, dev, ino, minLatency);
    }

    /**
     * Refuses what can match nothing.
     *
     * @return what matches nothing yet
     */
    List<String> check(List<DaxMount> mounts) {
        FilterCheck check = new FilterCheck(mounts);
        check.pidNamespace(pid, tid);
        check.processes(pid, tid);
        if (device != null) {
            check.device(device, device(device));
        }
        if (mount != null) {
            check.mount(mount, deviceOf("--mount", mount, "dev"));
        }
        if (file != null) {
            check.file(file, deviceOf("--file", file, "dev"));
        }
        return check.warnings();
    }

    private static long one(String option, long before, long now) {
        if (before >= 0 && before != now) {
            throw new CannotException(option + " and another filter exclude each other: nothing would be left");
        }
        return now;
    }

    private Path cgroupPath() {
        Path path = cgroups.resolve(cgroup).toAbsolutePath().normalize();
        if (!path.startsWith(cgroups) || path.equals(cgroups)) {
            throw new CannotException(
                    "--cgroup " + Printable.escape(cgroup.toString()) + ": expected a directory below " + cgroups);
        }
        return path;
    }

    /** The ids of the cgroup asked for and of those below it, as they are now; null where none is asked for. */
    Set<Long> cgroups() {
        if (cgroup == null) {
            return null;
        }
        try (Stream<Path> below = Files.walk(cgroupPath())) {
            return below.filter(Files::isDirectory)
                    .map(path -> attribute("--cgroup", path, "ino"))
                    .collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            throw new CannotException("--cgroup " + Printable.escape(cgroup.toString()) + ": cannot be read", e);
        }
    }

    private static long device(String text) {
        if (text.matches("[0-9]{1,4}:[0-9]{1,7}")) {
            String[] numbers = text.split(":");
            return DeviceNumber.of(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        }
        if (!text.startsWith("/")) {
            throw new CannotException("--device " + Printable.escape(text)
                    + ": expected MAJOR:MINOR or the path of a block device, as /dev/pmem0");
        }
        Path path = Path.of(text);
        FilterCheck.requireBlockDevice(path);
        return deviceOf("--device", path, "rdev");
    }

    private static long deviceOf(String option, Path path, String attribute) {
        return DeviceNumber.ofStat(attribute(option, path, attribute));
    }

    private static long attribute(String option, Path path, String name) {
        try {
            return ((Number) Files.getAttribute(path, "unix:" + name)).longValue();
        } catch (IOException e) {
            throw new CannotException(
                    option + " " + Printable.escape(path.toString()) + ": no such file, or not to be read", e);
        }
    }

    /** The filters as they were given, for the capture. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        add(texts, "pid", pid >= 0 ? pid : null);
        add(texts, "tid", tid >= 0 ? tid : null);
        add(texts, "comm", comm);
        add(texts, "cgroup", cgroup);
        add(texts, "device", device);
        add(texts, "mount", mount);
        add(texts, "inode", inode >= 0 ? inode : null);
        add(texts, "file", file);
        add(texts, "min-latency", minLatency > 0 ? minLatency + LatencyUnit.NS.word() : null);
        return texts;
    }

    private static void add(List<String> texts, String name, Object value) {
        if (value != null) {
            texts.add(name + "=" + value);
        }
    }
}
