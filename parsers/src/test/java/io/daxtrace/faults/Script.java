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
 * Plays a trace written by hand into an assembler. A line is {@code TIME THREAD NAME [=RESULT] [@ADDRESS] [%DEVICE]}: a function's
 * name enters it, {@code <name} returns from it, a tracepoint's name is the tracepoint; RESULT is the kernel's name or a
 * number; {@code LOST CPU} is a gap. All threads run on CPU 0 unless written {@code THREAD/CPU}.
 */
final class Script implements FaultSink {
    final Capture capture = new Capture("script");
    final List<String> faults = new ArrayList<>();
    final List<String> fsyncs = new ArrayList<>();

    static Script play(String... lines) {
        Script script = new Script();
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
    }

    @Override
    public void fsync(FsyncCall c) {
        fsyncs.add(c.tid + " " + c.cause.word() + " " + c.duration);
    }
}
