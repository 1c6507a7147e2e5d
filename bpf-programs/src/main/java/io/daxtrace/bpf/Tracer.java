package io.daxtrace.bpf;

import io.daxtrace.event.FaultSink;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs, loaded and attached. Follows operations from {@link #start()} to {@link #stop()} or {@link #end()}; {@link #close()}
 * detaches and unloads. For one thread.
 */
public final class Tracer implements AutoCloseable {
    /** Nanoseconds in which the operations that are under way at the end may still end. */
    private static final long LAST_OPERATIONS = 100_000_000;

    private static final Pattern PROGRAM = Pattern.compile("prog '([a-z0-9_]+)'");

    private final ProbeLadder ladder;
    private final BpfObject object;
    private final List<BpfLink> links = new ArrayList<>();
    private final TracefsProbes tracefs = TracefsProbes.open();
    private Counters counters;
    private RingBuffer ring;
    private RecordDecoder decoder;
    private HistogramReader histograms;
    private LossAccount atEnd;
    private Set<Part> parts = Set.of();

    private Tracer(ProbeLadder ladder, BpfObject object) {
        this.ladder = ladder;
        this.object = object;
    }

    /**
     * Loads and attaches, taking the next rung wherever the kernel refuses one.
     *
     * @throws BpfException when dax_iomap_fault cannot be followed, or nothing can be loaded
     */
    public static Tracer attach(KernelFeatures features, Attachment attachment, TraceOptions options)
            throws BpfException {
        ProbeLadder ladder = new ProbeLadder(features, attachment, options.details());
        while (true) {
            if (ladder.probe(KernelFunction.DAX_IOMAP_FAULT).rung() == Rung.NONE) {
                throw new BpfException("dax_iomap_fault cannot be followed: "
                        + ladder.probe(KernelFunction.DAX_IOMAP_FAULT).why());
            }
            Tracer tracer = new Tracer(ladder, BpfObject.open(BpfObject.PROGRAMS));
            try {
                tracer.load(options);
                return tracer;
            } catch (RefusedException e) {
                tracer.close();
                ladder.refused(e.function, e.getMessage());
            } catch (BpfException | RuntimeException | Error e) {
                tracer.close();
                throw e;
            }
        }
    }

    /** One program was refused; the others may go on without it. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;
        private final KernelFunction function;

        RefusedException(String program, BpfException cause) {
            super(cause.getMessage(), cause);
            function = ProbeLadder.function(program);
        }
    }

    private void load(TraceOptions options) throws BpfException, RefusedException {
        boolean insertTraced =
                ladder.probe(KernelFunction.DAX_FINISH_SYNC_FAULT).rung() != Rung.NONE;
        parts = ladder.parts();
        ConfigLayout.write(
                object.map(".rodata.config").initialValue(),
                options,
                parts,
                KernelFeatures.hasTaskPtRegs(),
                insertTraced);
        object.map("ring").maxEntries(options.ringSize());
        HistogramReader.size(object, options, parts);
        List<String> programs = ladder.programs();
        programs.forEach(object::enable);
        try {
            object.load();
        } catch (BpfException e) {
            Matcher program = PROGRAM.matcher(e.log());
            if (program.find()) {
                throw new RefusedException(program.group(1), e);
            }
            throw e;
        }
        counters = new Counters(object.map(".data.counters").descriptor());
        if (options.records()) {
            ring = new RingBuffer(object.map("ring").descriptor(), options.ringSize());
        }
        if (options.histograms()) {
            histograms = new HistogramReader(object, options, parts);
        }
        for (String program : programs) {
            try {
                links.add(attach(program));
            } catch (BpfException e) {
                throw new RefusedException(program, e);
            }
        }
    }

    private BpfLink attach(String program) throws BpfException {
        Probe probe = ladder.probe(ProbeLadder.function(program));
        if (probe.rung() != Rung.KPROBE || tracefs == null) {
            return object.attach(program);
        }
        boolean onReturn = program.endsWith(Rung.KPROBE.exit());
        return tracefs.attach(object, program, probe.function().symbol(), onReturn);
    }

    /** How each function is followed. */
    public List<Probe> probes() {
        return ladder.probes();
    }

    /** The parts of stages that are followed. */
    public Set<Part> parts() {
        return parts;
    }

    /** The functions for lack of which a part is not followed that was asked for. */
    public List<Probe> unfollowed(Part part) {
        return ladder.unfollowed(part);
    }

    /** From now on operations that begin are followed. */
    public void start() {
        counters.enable(true);
    }

    /** No more operations begin; those under way still end. */
    public void stop() {
        counters.enable(false);
    }

    /**
     * Stops, gives the operations under way a tenth of a second to end, and detaches everything. What was recorded can still be
     * drained; operations that take longer are in no count. The loss account is settled before anything is detached, because the
     * programs of an operation are detached one after another, and what that breaks off is no loss.
     */
    public void end() {
        stop();
        long stopped = System.nanoTime();
        for (long left = LAST_OPERATIONS; left > 0; left = stopped + LAST_OPERATIONS - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        atEnd = lossInKernel();
        detach();
    }

    private void detach() {
        links.forEach(BpfLink::close);
    }

    /** Sets where completed operations go. */
    public void deliverTo(FaultSink sink) {
        decoder = new RecordDecoder(sink, parts);
    }

    /** Hands on completed operations, {@code most} at most, and returns how many it did. */
    public int drain(int most) {
        return ring.drain(decoder, most);
    }

    /** The in-kernel histograms as they are now. */
    public List<LiveRow> counts() throws BpfException {
        return histograms.read(counters.keysFull() > 0);
    }

    /** Operations that are counted in the row of those that found none of their own. */
    public long keysFull() {
        return counters.keysFull();
    }

    /** Whether operations were left out because a filter did not match them. */
    public boolean isFiltered() {
        return counters.isFiltered();
    }

    /** Whether operations were left out because they took less than the minimum latency. */
    public boolean isTooShort() {
        return counters.isTooShort();
    }

    /** What was lost so far. */
    public LossAccount loss() {
        LossAccount loss = new LossAccount();
        loss.add(atEnd == null ? lossInKernel() : atEnd);
        if (decoder != null) {
            loss.unmatchedEntries += decoder.unsound();
            loss.lostFaults += decoder.unsound();
        }
        return loss;
    }

    private LossAccount lossInKernel() {
        LossAccount loss = new LossAccount();
        counters.addTo(loss);
        for (BpfLink link : links) {
            loss.missedProbes += link.recursionMisses();
        }
        if (tracefs != null) {
            loss.missedProbes += tracefs.missed();
        }
        return loss;
    }

    @Override
    public void close() {
        detach();
        if (tracefs != null) {
            tracefs.close();
        }
        if (ring != null) {
            ring.close();
            ring = null;
        }
        if (counters != null) {
            counters.close();
            counters = null;
        }
        object.close();
    }
}
