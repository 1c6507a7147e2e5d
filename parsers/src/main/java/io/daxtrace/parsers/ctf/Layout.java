package io.daxtrace.parsers.ctf;

import io.daxtrace.event.FaultField;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FsyncField;
import io.daxtrace.event.LossField;
import io.daxtrace.event.WireType;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the packets of a capture are laid out, little-endian and without padding: {@link #tsdl} tells other readers, the
 * constants tell ours. A change of either is a new {@link #VERSION}.
 *
 * <pre>
 *   0 magic | 4 uuid[16] | 20 stream id | 24 instance | 32 first, 40 last timestamp | 48 bits of content | 56 bits
 *   64 number of the packet | 72 events discarded | 80 events in the packets before | 88 crc32c | 92 events ...
 * </pre>
 */
final class Layout {
    /** The newest; all from 1 on are read. */
    static final int VERSION = Stream.of(FaultField.LAYOUT, FsyncField.LAYOUT, LossField.LAYOUT, Layout.PATHS_LAYOUT)
            .max(Integer::compare)
            .orElseThrow();

    /** The layout that brought the paths of files. */
    static final int PATHS_LAYOUT = 4;

    static final int MAGIC = 0xC1FC1FC1;
    static final int UUID_AT = 4;
    static final int INSTANCE_AT = 24;
    static final int FIRST_TIMESTAMP_AT = 32;
    static final int LAST_TIMESTAMP_AT = 40;
    static final int CONTENT_SIZE_AT = 48;
    static final int PACKET_SIZE_AT = 56;
    static final int NUMBER_AT = 64;
    static final int DISCARDED_AT = 72;
    static final int EVENTS_BEFORE_AT = 80;
    /** CRC-32C of the packet without these four bytes. */
    static final int CHECKSUM_AT = 88;

    static final int HEADER_SIZE = 92;

    /** A packet has at least room for a few events, and a reader never needs more memory than the largest. */
    static final int LEAST_PACKET_SIZE = 1024;

    static final int MOST_PACKET_SIZE = 1 << 20;

    /** The instance of the stream in which the events are. */
    static final int EVENTS = 0;
    /** That in which the paths of files are. */
    static final int PATHS = 1;

    static final int DAX_FAULT = 1;
    static final int DAX_FSYNC = 2;
    static final int LOSS = 3;
    static final int END = 4;
    static final int DAX_FILE = 5;

    /** Id and timestamp before each event's fields. */
    static final int EVENT_HEADER_SIZE = 1 + 8;
    /** With the mark of a known name and the NUL at its end, but without the name. */
    static final int FSYNC_SIZE = fsyncSize(VERSION);

    static final int LOSS_SIZE = lossSize(VERSION);
    static final int END_SIZE = 2 * 8;
    /** With the NUL at its end, but without the path. */
    static final int FILE_SIZE = 3 * 8 + 1 + 1;

    /** Bytes of UTF-8: the kernel shows a page of a path at most, and a byte that is no UTF-8 becomes three. */
    static final int MOST_PATH_SIZE = 3 * 4096;
    /** Bytes of UTF-8; longer names are cut at a whole character. The kernel's have 15. */
    static final int MOST_NAME_SIZE = 64;

    private static final String TSDL = """
            typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
            typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
            typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
            typealias integer { size = 8; align = 8; signed = true; } := int8_t;
            typealias integer { size = 32; align = 8; signed = true; } := int32_t;
            typealias integer { size = 64; align = 8; signed = true; } := int64_t;
            typealias integer { size = 64; align = 8; signed = true; base = 16; } := hex64_t;
            typealias integer { size = 64; align = 8; signed = false; map = clock.trace_clock.value; } := time_t;
            typealias enum : uint8_t { NO = 0, YES = 1 } := bool_t;
            typealias string { encoding = UTF8; } := utf8_t;

            stream {
            	id = 0;
            	packet.context := struct {
            		time_t timestamp_begin;
            		time_t timestamp_end;
            		uint64_t content_size;
            		uint64_t packet_size;
            		uint64_t packet_seq_num;
            		uint64_t events_discarded;
            		uint64_t events_before;
            		uint32_t crc32c;
            	};
            	event.header := struct {
            		uint8_t id;
            		time_t timestamp;
            	};
            };

            /* Stamped with its end; times in nanoseconds, -1 where nothing is known. */
            event {
            	name = "dax_fault";
            	id = 1;
            	stream_id = 0;
            	fields := struct {
            @FIELDS_OF_FAULT@
            		bool_t comm_known;
            		utf8_t comm;
            	};
            };

            event {
            	name = "dax_fsync";
            	id = 2;
            	stream_id = 0;
            	fields := struct {
            @FIELDS_OF_FSYNC@
            		bool_t comm_known;
            		utf8_t comm;
            	};
            };

            /* All that was lost so far; the last one counts. */
            event {
            	name = "daxtrace_loss";
            	id = 3;
            	stream_id = 0;
            	fields := struct {
            @FIELDS_OF_LOSS@
            	};
            };

            /* The recording ended as it should: all there was. */
            event {
            	name = "daxtrace_end";
            	id = 4;
            	stream_id = 0;
            	fields := struct {
            		uint64_t faults;
            		uint64_t fsyncs;
            	};
            };
            """;

    private static final String TSDL_OF_FILE = """

            /* Where a file was found, stamped with when; the last one of a file counts. mount_namespace: 0 for the tracer's own. */
            event {
            	name = "dax_file";
            	id = 5;
            	stream_id = 0;
            	fields := struct {
            		hex64_t dev;
            		uint64_t ino;
            		uint64_t mount_namespace;
            		enum : uint8_t { @STATES@ } state;
            		utf8_t path;
            	};
            };
            """.replace("@STATES@", WireType.enumerators(FilePath.State.values()));

    private Layout() {}

    /** The same of a fault, with the parts of its stages or without, in a capture of any layout. */
    static int faultSize(int version, boolean withParts) {
        return FaultField.ofFault(version, withParts).stream()
                        .mapToInt(field -> field.wireType().size())
                        .sum()
                + 1
                + 1;
    }

    /** The same of an fsync call. */
    static int fsyncSize(int version) {
        return FsyncField.ofLayout(version).stream()
                        .mapToInt(field -> field.wireType().size())
                        .sum()
                + 1
                + 1;
    }

    /** The same of a loss event. */
    static int lossSize(int version) {
        return LossField.ofLayout(version).size() * Long.BYTES;
    }

    /** The metadata after its env block, but for the trace's UUID and the clock's offset, which come first in it. */
    static String tsdl(int version, boolean withParts) {
        return TSDL.replace("@FIELDS_OF_FAULT@\n", faultFields(version, withParts))
                        .replace("@FIELDS_OF_FSYNC@\n", fsyncFields(version))
                        .replace("@FIELDS_OF_LOSS@\n", lossFields(version))
                + (version < PATHS_LAYOUT ? "" : TSDL_OF_FILE);
    }

    private static String faultFields(int version, boolean withParts) {
        return FaultField.ofFault(version, withParts).stream()
                .map(field -> "\t\t" + field.wireType().tsdl() + " " + field.wireName() + ";\n")
                .collect(Collectors.joining());
    }

    private static String fsyncFields(int version) {
        return FsyncField.ofLayout(version).stream()
                .map(field -> "\t\t" + field.wireType().tsdl() + " " + field.wireName() + ";\n")
                .collect(Collectors.joining());
    }

    private static String lossFields(int version) {
        return LossField.ofLayout(version).stream()
                .map(field -> "\t\tuint64_t " + field.word() + ";\n")
                .collect(Collectors.joining());
    }
}
