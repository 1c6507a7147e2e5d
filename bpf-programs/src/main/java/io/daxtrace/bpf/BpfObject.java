package io.daxtrace.bpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One compiled object: opened with nothing to be loaded, then told what to load. Closing it unloads everything. */
final class BpfObject implements AutoCloseable {
    /** The object with all programs of ours. */
    static final String PROGRAMS = "daxtrace.bpf.o";

    private final Map<String, Pointer> programs = new LinkedHashMap<>();
    private Pointer object;

    private BpfObject(Pointer object) {
        this.object = object;
        for (Pointer p = LibBpf.bpf_object__next_program(object, null);
                p != null;
                p = LibBpf.bpf_object__next_program(object, p)) {
            programs.put(LibBpf.bpf_program__name(p), p);
            LibBpf.bpf_program__set_autoload(p, false);
        }
    }

    /** Opens an object that lies beside this class. */
    static BpfObject open(String resource) throws BpfException {
        byte[] bytes = read(resource);
        Memory image = new Memory(bytes.length);
        image.write(0, bytes, 0, bytes.length);
        byte[] name = "daxtrace\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Memory objectName = new Memory(name.length);
        objectName.write(0, name, 0, name.length);
        Memory options = new Memory(LibBpf.OPEN_OPTS_SIZE);
        options.clear();
        options.setLong(0, LibBpf.OPEN_OPTS_SIZE);
        options.setPointer(LibBpf.OPEN_OPTS_OBJECT_NAME, objectName);
        LibbpfLog log = LibbpfLog.install();
        log.clear();
        Pointer object = LibBpf.bpf_object__open_mem(image, bytes.length, options);
        if (object == null) {
            int error = Native.getLastError();
            throw new BpfException("libbpf cannot read " + resource + ": " + LibC.strerror(error), log.text());
        }
        return new BpfObject(object);
    }

    /** The bytes of an object that lies beside this class. */
    static byte[] read(String resource) {
        try (InputStream in = BpfObject.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " beside " + BpfObject.class.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The map of that name. */
    BpfMap map(String name) {
        Pointer map = LibBpf.bpf_object__find_map_by_name(object, name);
        if (map == null) {
            throw new IllegalArgumentException("no map " + name);
        }
        return new BpfMap(name, map);
    }

    /** Has a program loaded. */
    void enable(String program) {
        LibBpf.bpf_program__set_autoload(program(program), true);
    }

    private Pointer program(String name) {
        Pointer program = programs.get(name);
        if (program == null) {
            throw new IllegalArgumentException("no program " + name);
        }
        return program;
    }

    /** Makes the maps and loads the enabled programs, all or none. */
    void load() throws BpfException {
        LibbpfLog log = LibbpfLog.install();
        log.clear();
        int error = LibBpf.bpf_object__load(object);
        if (error != 0) {
            String reasons = String.join("; ", log.reasons(2));
            String why = LibC.strerror(-error);
            throw new BpfException(reasons.isEmpty() ? why : reasons + " (" + why + ")", log.text());
        }
    }

    /** Attaches a loaded program to what its section names. */
    BpfLink attach(String name) throws BpfException {
        LibbpfLog.install().clear();
        return link(name, LibBpf.bpf_program__attach(program(name)));
    }

    /** Attaches a loaded program to an event of tracefs. */
    BpfLink attach(String name, String group, String event) throws BpfException {
        LibbpfLog.install().clear();
        return link(name, LibBpf.bpf_program__attach_tracepoint(program(name), group, event));
    }

    private BpfLink link(String name, Pointer link) throws BpfException {
        if (link == null) {
            int error = Native.getLastError();
            throw new BpfException(LibC.strerror(error), LibbpfLog.install().text());
        }
        return new BpfLink(name, descriptor(name), link);
    }

    /** The descriptor of a loaded program. */
    int descriptor(String program) {
        return LibBpf.bpf_program__fd(program(program));
    }

    @Override
    public void close() {
        if (object != null) {
            LibBpf.bpf_object__close(object);
            object = null;
        }
    }
}
