package io.daxtrace.cli;

import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.DaxSupport;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.SyncMapping;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Filters that no operation can ever match are refused; where one may match later, that is said. */
final class FilterCheck {
    private static final int FILE_TYPE = 0170000;
    private static final int BLOCK_DEVICE = 0060000;

    private final List<DaxMount> mounts;
    private final List<String> warnings = new ArrayList<>();

    /** @param mounts the DAX mounts */
    FilterCheck(List<DaxMount> mounts) {
        this.mounts = mounts;
    }

    /** What matches nothing now, but may later: a sentence for each filter. */
    List<String> warnings() {
        return warnings;
    }

    /** Ids mean to the kernel what they mean in the initial pid namespace; -1 is any. */
    void pidNamespace(int pid, int tid) {
        if ((pid >= 0 || tid >= 0) && !Machine.inInitialPidNamespace()) {
            throw new CannotException((pid >= 0 ? "--pid " + pid : "--tid " + tid)
                    + ": this is a pid namespace, a container's, and the kernel filters by the ids of the initial one:"
                    + " trace from the host, or use --cgroup or --comm");
        }
    }

    /** The process, the thread, or both; -1 is any. */
    void processes(int pid, int tid) {
        requireExists("--pid", "process", pid);
        requireExists("--tid", "thread", tid);
        int process = pid < 0 ? -1 : Machine.processOf(pid);
        if (process >= 0 && process != pid) {
            throw new CannotException("--pid " + pid + ": is a thread of process " + process + ": use --tid " + pid
                    + ", or --pid " + process + " for all its threads");
        }
        process = pid < 0 || tid < 0 ? pid : Machine.processOf(tid);
        if (process >= 0 && process != pid) {
            throw new CannotException("--tid " + tid + ": is a thread of process " + process + ", not of --pid " + pid
                    + ": leave out --pid");
        }
    }

    private static void requireExists(String option, String what, int id) {
        if (id >= 0 && !Machine.exists(id)) {
            throw new CannotException(
                    option + " " + id + ": there is no such " + what + ": start it first, or use --comm");
        }
    }

    /** A directory whose filesystem is filtered for, with its device's number. */
    void mount(Path directory, long dev) {
        requireDax("--mount " + shown(directory), dev);
    }

    /** A file with its device's number. */
    void file(Path file, long dev) {
        String option = "--file " + shown(file);
        if (!Files.isRegularFile(file)) {
            throw new CannotException(option + ": is not a regular file"
                    + (Files.isDirectory(file) ? ": use --mount for all files of its filesystem" : ""));
        }
        requireDax(option, dev);
        if (SyncMapping.isRefused(file)) {
            warnings.add(option + ": its filesystem has DAX, but this file cannot be mapped with MAP_SYNC now:"
                    + " with dax=inode it needs the flag (xfs_io -c 'chattr +x' FILE) before it is opened");
        }
    }

    private void requireDax(String option, long dev) {
        if (isMounted(dev)) {
            return;
        }
        String remedy = mounts.isEmpty()
                ? LiveTracing.NO_MOUNT
                : "name one of " + mounts.stream().map(DaxMount::toString).collect(Collectors.joining(", "));
        throw new CannotException(
                option + ": is not on a filesystem with DAX, so nothing would match: " + Printable.escape(remedy));
    }

    /** A device by its number, as it was named. */
    void device(String name, long dev) {
        if (isMounted(dev)) {
            return;
        }
        String option = "--device " + Printable.escape(name);
        switch (DaxSupport.of(dev)) {
            case YES ->
                warnings.add(option + ": no filesystem is mounted from it with DAX here: nothing matches until one is");
            case NO ->
                throw new CannotException(option + ": is not a DAX device, so nothing would match: name one such as"
                        + " /dev/pmem0, in fsdax mode (ndctl create-namespace --mode=fsdax)");
            case NO_DEVICE -> warnings.add(option + ": there is no such device: nothing matches until there is");
        }
    }

    /** Fails unless the path leads to a block device. */
    static void requireBlockDevice(Path path) {
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode");
            if ((mode & FILE_TYPE) != BLOCK_DEVICE) {
                throw new CannotException(
                        "--device " + shown(path) + ": is not a block device; or use --mount or --file");
            }
        } catch (IOException e) {
            throw new CannotException("--device " + shown(path) + ": no such file, or not to be read", e);
        }
    }

    private boolean isMounted(long dev) {
        return mounts.stream().anyMatch(mount -> mount.dev() == dev);
    }

    private static String shown(Path path) {
        return Printable.escape(path.toString());
    }
}
