package io.daxtrace.faults;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.KernelFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Plays a trace written by hand into an assembler. A line is {@code TIME THREAD NAME [=RESULT] [@ADDRESS] [%DEVICE] [~PGOFF]
 * [^ORDER] [+DURATION] [#VM_FLAGS] [:FIRST-LAST]}: a function's name enters it, {@code <name} returns from it, a tracepoint's name is
 * the tracepoint; RESULT is the kernel's name or a number, FIRST and LAST are bytes of an fsync call; {@code LOST CPU} is a gap. All
 * threads run on CPU 0 unless written {@code THREAD/CPU}.
 */
final class Script implements FaultSink {
    final Capture capture = new Capture("script");
    final List<String> faults = new ArrayList<>();
    final List<String> fsyncs = new ArrayList<>();
    final List<String> facts = new ArrayList<>();
    final List<String> fsyncFacts = new ArrayList<>();

    static Script play(String... lines) {
        return playIn(1, lines);
    }

    /** With timestamps of that many nanoseconds. */
    static Script playIn(long resolution, String... lines) {
        Script script = new Script();
        script.capture.resolution = resolution;
        FaultAssembler assembler = new FaultAssembler(script.capture, script);
        for (String line : lines) {
            script.line(line.trim().split(" +"), assembler);
        }
        assembler.finish();
        return script;
    }

    private void line(String[] words, FaultAssembler assembler) {
        if (words[0].equals("LOST")) {
            assembler.lost(Integer.parseInt(words[1]), 1);
            return;
        }
        Event event = new Event().clear();
        event.time = words[0].equals("-") ? Event.UNKNOWN : Long.parseLong(words[0]);
        String[] thread = words[1].split("/");
        event.tid = Integer.parseInt(thread[0]);
        event.cpu = thread.length > 1 ? Integer.parseInt(thread[1]) : 0;
        boolean isReturn = words[2].startsWith("<");
        String name = isReturn ? words[2].substring(1) : words[2];
        event.function = KernelFunction.ofSymbol(name);
        event.kind = event.function == null
                ? EventKind.ofName(name)
                : isReturn ? EventKind.FUNCTION_RETURN : EventKind.FUNCTION_ENTRY;
        for (int i = 3; i < words.length; i++) {
            String value = words[i].substring(1);
            switch (words[i].charAt(0)) {
                case '=' -> {
                    event.resultKnown = true;
                    event.result = Character.isLetter(value.charAt(0)) ? FaultResult.bit(value) : Long.parseLong(value);
                }
                case '@' -> event.address = Long.parseLong(value, 16);
                case '%' -> event.dev = Long.parseLong(value);
                case '~' -> event.pgoff = Long.parseLong(value);
                case '^' -> event.order = Long.parseLong(value);
                case ':' -> {
                    event.start = Long.parseLong(value.substring(0, value.indexOf('-')), 16);
                    event.end = Long.parseLong(value.substring(value.indexOf('-') + 1), 16);
                }
                case '+' -> event.duration = Long.parseLong(value);
                case '#' -> event.vmFlags = Long.parseLong(value, 16);
                default -> throw new IllegalArgumentException(words[i]);
            }
        }
        assembler.event(event);
    }

    @Override
    public void fault(Fault f) {
        faults.add(String.format(
                Locale.ROOT,
                "%d %s %s total=%d map=%d commit=%d insert=%d other=%d fallbacks=%d retries=%d",
                f.tid,
                f.kind,
                f.order,
                f.total,
                f.map,
                f.commit,
                f.insert,
                f.other,
                f.fallbacks,
                f.retries));
        facts.add(String.format(
                Locale.ROOT,
                "@%x %%%d ~%d start=%d result=%s map_sync=%d cpu=%d",
                f.address,
                f.dev,
                f.pgoff,
                f.start,
                f.result == Event.UNKNOWN ? "unknown" : FaultResult.format(f.result),
                f.mapSync,
                f.cpu));
    }

    @Override
    public void fsync(FsyncCall c) {
        fsyncs.add(c.tid + " " + c.cause.word() + " " + c.duration);
        fsyncFacts.add(String.format(
                Locale.ROOT,
                "%%%d :%x-%x result=%s",
                c.dev,
                c.rangeStart,
                c.rangeEnd,
                c.resultKnown ? Long.toString(c.result) : "unknown"));
    }
}
