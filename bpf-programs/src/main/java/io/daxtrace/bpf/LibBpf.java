package io.daxtrace.bpf;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * libbpf 1.x by direct mapping: bindings, nothing else. From 1.0 on, functions that return int return a negative errno, and
 * those that return a pointer return null and set errno.
 */
final class LibBpf {
    /** The soname of every 1.x release; 0.x has another one and another way of returning errors. */
    static final String SONAME = "libbpf.so.1";

    /** sizeof(struct bpf_object_open_opts) and the offset of object_name, the same from 1.0 on for a caller of this size. */
    static final int OPEN_OPTS_SIZE = 80;

    static final int OPEN_OPTS_OBJECT_NAME = 8;

    static {
        Native.register(LibBpf.class, NativeLibrary.getInstance(SONAME));
    }

    private LibBpf() {}

    /** {@code libbpf_print_fn_t}; va_list comes as a pointer on x86-64 and AArch64. */
    interface PrintFunction extends Callback {
        int invoke(int level, Pointer format, Pointer arguments);
    }

    static native int libbpf_major_version();

    static native int libbpf_minor_version();

    static native Pointer libbpf_set_print(PrintFunction print);

    static native int libbpf_num_possible_cpus();

    static native int libbpf_probe_bpf_helper(int programType, int helper, Pointer options);

    static native Pointer bpf_object__open_mem(Pointer object, long size, Pointer options);

    static native int bpf_object__load(Pointer object);

    static native void bpf_object__close(Pointer object);

    static native Pointer bpf_object__next_program(Pointer object, Pointer program);

    static native Pointer bpf_object__find_map_by_name(Pointer object, String name);

    static native String bpf_program__name(Pointer program);

    static native int bpf_program__set_autoload(Pointer program, boolean autoload);

    static native int bpf_program__fd(Pointer program);

    static native Pointer bpf_program__attach(Pointer program);

    static native Pointer bpf_program__attach_tracepoint(Pointer program, String group, String event);

    static native int bpf_link__destroy(Pointer link);

    static native int bpf_map__fd(Pointer map);

    static native int bpf_map__set_max_entries(Pointer map, int entries);

    static native Pointer bpf_map__initial_value(Pointer map, Pointer size);

    static native int bpf_map_lookup_elem(int fd, Pointer key, Pointer value);

    static native int bpf_map_update_elem(int fd, Pointer key, Pointer value, long flags);

    static native int bpf_map_delete_elem(int fd, Pointer key);

    static native int bpf_map_get_next_key(int fd, Pointer key, Pointer next);

    static native int bpf_obj_get_info_by_fd(int fd, Pointer info, Pointer length);

    static native int bpf_prog_test_run_opts(int fd, Pointer options);
}
