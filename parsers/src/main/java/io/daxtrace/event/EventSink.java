package io.daxtrace.event;

/** Takes the events of one capture, in time order as far as the capture allows. */
public interface EventSink {
    /** One event; the cursor is the source's and changes after the call. */
    void event(Event event);

    /**
     * Events were lost here in the stream.
     *
     * @param cpu the CPU whose buffer lost them, or -1 when the capture does not say
     * @param count how many, or -1 when the capture does not say
     */
    void lost(int cpu, long count);
}
