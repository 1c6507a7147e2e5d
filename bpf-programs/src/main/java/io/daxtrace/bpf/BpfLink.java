package io.daxtrace.bpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** One attached program; closing it detaches. Nothing is pinned, so the kernel detaches it too when the process ends. */
final class BpfLink implements AutoCloseable {
    /** sizeof(struct bpf_prog_info) up to recursion_misses (5.12); the kernel fills in as much as it knows. */
    private static final int PROG_INFO_SIZE = 232;

    private static final int RECURSION_MISSES = 208;

    private final String program;
    private final int descriptor;
    private Pointer link;

    BpfLink(String program, int descriptor, Pointer link) {
        this.program = program;
        this.descriptor = descriptor;
        this.link = link;
    }

    /** The program's name. */
    String program() {
        return program;
    }

    /** How often the kernel did not run the program because it was running already on that CPU; 0 before 5.12. */
    long recursionMisses() {
        Memory info = new Memory(PROG_INFO_SIZE);
        info.clear();
        Memory length = new Memory(Integer.BYTES);
        length.setInt(0, PROG_INFO_SIZE);
        int error = LibBpf.bpf_obj_get_info_by_fd(descriptor, info, length);
        return error == 0 && length.getInt(0) > RECURSION_MISSES ? info.getLong(RECURSION_MISSES) : 0;
    }

    @Override
    public void close() {
        if (link != null) {
            LibBpf.bpf_link__destroy(link);
            link = null;
        }
    }
}
