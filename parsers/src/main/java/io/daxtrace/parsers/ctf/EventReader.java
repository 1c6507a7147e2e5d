package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.FsyncField;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.LossField;
import io.daxtrace.event.Part;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the events of packets and sends faults and fsync calls on. */
final class EventReader {
    private static final String NO_END = "its id or its length is none of an event that daxtrace writes";

    private static final Part.Stage[] STAGES = Part.Stage.values();

    private final FaultSink sink;
    private final LossAccount loss;
    private final FaultField[] faultFields;
    private final int faultSize;
    private final boolean hasParts;
    private final FsyncField[] fsyncFields;
    private final int fsyncSize;
    private final List<LossField> counts;
    private final int lossSize;
    /** What a capture of an older layout has not stays unknown. */
    private final Fault fault = new Fault().clear();

    private final FsyncCall call = new FsyncCall().clear();
    private final Names names = new Names();
    private long faults;
    private long fsyncs;
    private long unsound;
    private boolean ended;

    /** The loss account takes the last loss event's numbers. */
    EventReader(int layout, boolean hasParts, FaultSink sink, LossAccount loss) {
        faultFields = FaultField.ofFault(layout, hasParts).toArray(FaultField[]::new);
        faultSize = Layout.faultSize(layout, hasParts);
        fsyncFields = FsyncField.ofLayout(layout).toArray(FsyncField[]::new);
        fsyncSize = Layout.fsyncSize(layout);
        counts = LossField.ofLayout(layout);
        lossSize = Layout.lossSize(layout);
        this.hasParts = hasParts;
        this.sink = sink;
        this.loss = loss;
    }

    /**
     * Reads the next event of a packet. The position is behind it afterwards, and at it where its end cannot be known.
     *
     * @return null, or what is in it that no writer of ours writes; it was sent nowhere then
     */
    String read(ByteBuffer in) {
        int at = in.position();
        String problem = readEvent(in);
        if (NO_END.equals(problem)) {
            in.position(at);
        }
        return problem;
    }

    long faults() {
        return faults;
    }

    long fsyncs() {
        return fsyncs;
    }

    /** Faults and fsync calls that were left out. */
    long unsound() {
        return unsound;
    }

    /** Whether the event was there that marks the recording's end. */
    boolean ended() {
        return ended;
    }

    private String readEvent(ByteBuffer in) {
        if (in.remaining() < Layout.EVENT_HEADER_SIZE) {
            return NO_END;
        }
        int id = in.get();
        in.getLong();
        return switch (id) {
            case Layout.DAX_FAULT -> in.remaining() < faultSize ? NO_END : operation(readFault(in));
            case Layout.DAX_FSYNC -> in.remaining() < fsyncSize ? NO_END : operation(readFsync(in));
            case Layout.LOSS -> in.remaining() < lossSize ? NO_END : readLoss(in);
            case Layout.END -> in.remaining() < Layout.END_SIZE ? NO_END : readEnd(in);
            default -> NO_END;
        };
    }

    private String operation(String problem) {
        if (problem != null && !problem.equals(NO_END)) {
            unsound++;
        }
        return problem;
    }

    private String readFault(ByteBuffer in) {
        String problem = null;
        for (FaultField field : faultFields) {
            long value = field.wireType().get(in);
            if ((!field.set(fault, value) || !isSound(field, value)) && problem == null) {
                problem = field.wireName() + " is " + value;
            }
        }
        if (problem == null && hasParts) {
            problem = exceeded(fault);
        }
        boolean named = in.get() != 0;
        String name = names.decode(in);
        fault.comm = named ? name : null;
        if (name == null) {
            return NO_END;
        }
        if (problem == null) {
            faults++;
            sink.fault(fault);
        }
        return problem;
    }

    private static String exceeded(Fault fault) {
        for (Part.Stage stage : STAGES) {
            if (stage.isExceeded(fault)) {
                return "the parts of " + stage.word() + " are longer than it";
            }
        }
        return null;
    }

    private static boolean isSound(FaultField field, long value) {
        return switch (field) {
            case TIME, TOTAL, MAP, COMMIT, INSERT, OTHER -> value >= Event.UNKNOWN;
            case COMMIT_WRITEBACK, COMMIT_JOURNAL, COMMIT_FLUSH, MAP_HANDLE, MAP_ENTRY, OTHER_HANDLE ->
                value >= Event.UNKNOWN;
            case FALLBACKS, RETRIES -> value >= 0;
            default -> true;
        };
    }

    private String readFsync(ByteBuffer in) {
        String problem = null;
        for (FsyncField field : fsyncFields) {
            long value = field.wireType().get(in);
            if (!field.set(call, value) && problem == null) {
                problem = field.wireName() + " is " + value;
            }
        }
        boolean named = in.get() != 0;
        String name = names.decode(in);
        call.comm = named ? name : null;
        if (name == null) {
            return NO_END;
        }
        if (problem == null) {
            fsyncs++;
            sink.fsync(call);
        }
        return problem;
    }

    private String readLoss(ByteBuffer in) {
        int at = in.position();
        in.position(at + lossSize);
        for (int i = 0; i < lossSize; i += Long.BYTES) {
            if (in.getLong(at + i) < 0) {
                return "a count of what was lost is " + in.getLong(at + i);
            }
        }
        for (LossField field : counts) {
            field.set(loss, in.getLong(at));
            at += Long.BYTES;
        }
        return null;
    }

    private String readEnd(ByteBuffer in) {
        in.position(in.position() + Layout.END_SIZE);
        ended = true;
        return null;
    }
}
