package io.daxtrace.bpf;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.daxtrace.distribution.LatencyUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What of this machine decides whether it can be traced, as far as it can be seen without loading a program. */
public final class Machine {
    static final Path STATUS = Path.of("/proc/self/status");
    private static final Path LOCKDOWN = Path.of("/sys/kernel/security/lockdown");
    private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
    private static final Path KPROBES = Path.of("/sys/bus/event_source/devices/kprobe");
    private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");
    /** PROC_PID_INIT_INO, include/linux/proc_ns.h */
    private static final String INITIAL_PID_NAMESPACE = "pid:[4026531836]";

    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_PERFMON = 38;
    private static final int CAP_BPF = 39;

    private Machine() {}

    /** uname -r. */
    public static String kernelRelease() {
        return firstLine(RELEASE);
    }

    /** Bytes of a base page. */
    public static int pageSize() {
        return LibC.pageSize();
    }

    /** Processor time that all threads of this process have used, in nanoseconds; clock(3) counts microseconds. */
    public static long processorTime() {
        return LibC.clock() * LatencyUnit.US.nanos();
    }

    /** Whether process ids here are those that the kernel traces by; they are not in most containers. */
    public static boolean inInitialPidNamespace() {
        try {
            return Files.readSymbolicLink(PID_NAMESPACE).toString().equals(INITIAL_PID_NAMESPACE);
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether there is a process or a thread with this id. */
    public static boolean exists(int id) {
        return LibC.kill(id, 0) == 0 || Native.getLastError() != LibC.ESRCH;
    }

    /** The process that a thread belongs to, by its id; -1 where /proc does not show it. */
    public static int processOf(int tid) {
        String tgid = statusOf(Path.of("/proc/" + tid + "/status"), "Tgid:");
        return tgid.isEmpty() ? -1 : Integer.parseInt(tgid);
    }

    /** Whether this process may load and attach: CAP_BPF and CAP_PERFMON, or CAP_SYS_ADMIN, which has both in it. */
    public static boolean hasCapabilities() {
        long effective = effectiveCapabilities();
        return has(effective, CAP_SYS_ADMIN) || has(effective, CAP_BPF) && has(effective, CAP_PERFMON);
    }

    /** The effective capabilities as the kernel prints them, a mask in hexadecimal. */
    public static String capabilities() {
        return Long.toHexString(effectiveCapabilities());
    }

    private static boolean has(long capabilities, int capability) {
        return (capabilities >>> capability & 1) != 0;
    }

    private static long effectiveCapabilities() {
        String mask = statusOf(STATUS, "CapEff:");
        return mask.isEmpty() ? 0 : Long.parseUnsignedLong(mask, 16);
    }

    /** A field of a process's status, {@code Name:}; empty where it cannot be read. */
    static String statusOf(Path status, String field) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> line.substring(field.length()).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** none, integrity or confidentiality; none where the kernel has no such thing or does not tell. */
    public static String lockdown() {
        String modes = firstLine(LOCKDOWN);
        int open = modes.indexOf('[');
        int close = modes.indexOf(']', open);
        return open < 0 || close < 0 ? "none" : modes.substring(open + 1, close);
    }

    /** libbpf's version, {@code 1.1}, or null where {@link LibBpf#SONAME} cannot be loaded. */
    public static String libbpfVersion() {
        try {
            NativeLibrary.getInstance(LibBpf.SONAME);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
        return LibBpf.libbpf_major_version() + "." + LibBpf.libbpf_minor_version();
    }

    static boolean hasKprobes() {
        return Files.exists(KPROBES);
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
