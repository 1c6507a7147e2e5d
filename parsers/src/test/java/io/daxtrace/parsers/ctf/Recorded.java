package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Keeps each fault and fsync call as a text of all its fields, in order, and makes random ones. */
final class Recorded implements FaultSink {
    /** What the kernel and its users come up with: quotes, escapes, broken encodings, right-to-left marks. */
    static final List<String> HOSTILE = List.of(
            "plain",
            "",
            "a\"b'c",
            "back\\slash\\",
            "line\nbreak\r\t",
            "\u001b[31mred\u0007",
            "\u202egnp.exe",
            "\ud83d\ude00 emoji",
            "\u00e9\u4e2d\u6587",
            "};\n env { x = 1; };",
            "/* not a comment */",
            "%s%n\\012??/",
            "\ufffd\u0080\u00ff");

    final List<String> texts = new ArrayList<>();

    @Override
    public void fault(Fault f) {
        texts.add(String.join(
                " ",
                List.of(
                        "fault",
                        f.kind.name(),
                        f.order.name(),
                        text(f.start),
                        text(f.total),
                        text(f.map),
                        text(f.commit),
                        text(f.insert),
                        text(f.other),
                        text(f.result),
                        text(f.flags),
                        text(f.fallbacks),
                        text(f.retries),
                        text(f.mapSync),
                        text(f.dev),
                        text(f.ino),
                        text(f.pgoff),
                        text(f.address),
                        text(f.cpu),
                        text(f.tid),
                        text(f.pid),
                        text(f.cgroup),
                        String.valueOf(f.comm))));
    }

    @Override
    public void fsync(FsyncCall c) {
        texts.add(String.join(
                " ",
                List.of(
                        "fsync",
                        c.cause.name(),
                        text(c.start),
                        text(c.duration),
                        text(c.result),
                        String.valueOf(c.resultKnown),
                        text(c.rangeStart),
                        text(c.rangeEnd),
                        text(c.datasync),
                        text(c.dev),
                        text(c.ino),
                        text(c.cpu),
                        text(c.tid),
                        text(c.pid),
                        text(c.cgroup),
                        String.valueOf(c.comm))));
    }

    /** Reads a capture into this. */
    Capture read(Path directory) throws IOException {
        try (Input input = Input.open(directory.toString())) {
            return Captures.read(input, new Sinks(null, this, null));
        }
    }

    /** Sends that many random faults and calls to both sinks: all fields independent, extreme values among them. */
    static void random(Random random, int count, FaultSink first, FaultSink second) {
        Fault fault = new Fault();
        FsyncCall call = new FsyncCall();
        for (int i = 0; i < count; i++) {
            if (random.nextInt(3) > 0) {
                fill(fault.clear(), random);
                first.fault(fault);
                second.fault(fault);
            } else {
                fill(call.clear(), random);
                first.fsync(call);
                second.fsync(call);
            }
        }
    }

    private static void fill(Fault f, Random random) {
        f.kind = Fault.Kind.values()[random.nextInt(Fault.Kind.values().length)];
        f.order = Fault.Order.values()[random.nextInt(Fault.Order.values().length)];
        f.start = value(random);
        f.total = value(random);
        f.map = value(random);
        f.commit = value(random);
        f.insert = value(random);
        f.other = value(random);
        f.result = value(random);
        f.flags = value(random);
        f.fallbacks = random.nextInt(Integer.MAX_VALUE);
        f.retries = random.nextInt(3);
        f.mapSync = random.nextInt(3) - 1L;
        f.dev = random.nextLong();
        f.ino = random.nextLong();
        f.pgoff = value(random);
        f.address = random.nextLong();
        f.cpu = random.nextInt();
        f.tid = random.nextInt();
        f.pid = random.nextInt();
        f.comm = comm(random);
        f.cgroup = random.nextLong();
    }

    private static void fill(FsyncCall c, Random random) {
        c.cause = FsyncCall.Cause.values()[random.nextInt(FsyncCall.Cause.values().length)];
        c.start = value(random);
        c.duration = value(random);
        c.result = -random.nextInt(140);
        c.resultKnown = random.nextBoolean();
        c.rangeStart = value(random);
        c.rangeEnd = value(random);
        c.datasync = random.nextInt(3) - 1L;
        c.dev = random.nextLong();
        c.ino = random.nextLong();
        c.cpu = random.nextInt();
        c.tid = random.nextInt();
        c.pid = random.nextInt();
        c.comm = comm(random);
        c.cgroup = random.nextLong();
    }

    private static long value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Event.UNKNOWN;
            case 1 -> Long.MAX_VALUE;
            case 2 -> 0;
            case 3 -> random.nextInt(1_000_000);
            default -> random.nextLong() >>> 1;
        };
    }

    private static String comm(Random random) {
        int i = random.nextInt(HOSTILE.size() + 1);
        return i == HOSTILE.size() ? null : HOSTILE.get(i);
    }

    private static String text(long value) {
        return Long.toString(value);
    }
}
