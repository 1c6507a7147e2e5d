package io.daxtrace.parsers.text;

import io.daxtrace.event.Event;

/** What one line said, before anything that depends on the lines before it. */
public final class Row {
    /** What a line is. */
    public enum What {
        /** A tracepoint's event; passed on where {@link Event#kind} is set. */
        TRACEPOINT,
        /** A kprobe's event, its function perhaps known by its address only. */
        PROBE,
        /** A function graph's line that ends in an opening brace. */
        CALL,
        /** A function graph's line that ends in a semicolon: a call and its end. */
        LEAF,
        /** A function graph's closing brace. */
        CALL_END,
        /** Another task runs on the CPU from here. */
        SWITCH,
        /** Events were lost; {@link #number} is how many, or -1. */
        LOST,
        /** A line that says nothing that daxtrace needs. */
        NOTHING,
        /** A line of the header; {@link #text} is it. */
        HEADER,
        /** A line that could not be used; {@link #problem} says why. */
        PROBLEM
    }

    public final Event event = new Event();
    public What what;
    /** Counted from 0 in its block. */
    int line;
    /** The event's name, or null. */
    EventName name;
    /** The address of a PROBE's function, or 0. */
    long address;
    /** Whether the text named a PROBE's function, so that neither its name nor its address count. */
    boolean symbol;
    /** A return value as printed, when {@link Event#resultKnown}; events lost. */
    public long number;
    /** For a line of one of several files or instances: a hash of which; else 0. */
    long source;
    /** Nanoseconds between neighbouring times of this line, 0 where it has no time. */
    public long resolution;
    /** Depth of a function graph's line, in steps of indentation. */
    public int depth;
    /** Whether the comm was cut to 8 bytes or fewer. */
    public boolean commCut;

    String text;
    public LineProblem problem;

    /** Forgets everything but its line's number. */
    public Row clear() {
        event.clear();
        what = What.TRACEPOINT;
        name = null;
        address = 0;
        symbol = false;
        number = 0;
        source = 0;
        resolution = 0;
        depth = 0;
        commCut = false;
        text = null;
        problem = null;
        return this;
    }

    /** Makes this the row of a line that could not be used. */
    public void fail(LineProblem why) {
        what = What.PROBLEM;
        problem = why;
    }
}
