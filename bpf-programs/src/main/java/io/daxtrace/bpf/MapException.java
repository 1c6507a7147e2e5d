package io.daxtrace.bpf;

import java.io.IOException;

/** A file could not be opened or mapped; the message is the C library's. */
public final class MapException extends IOException {
    private static final long serialVersionUID = 1;

    private final int error;

    MapException(String what, int error) {
        super(what + ": " + LibC.strerror(error));
        this.error = error;
    }

    /** Whether this filesystem, or the file in it, knows no MAP_SYNC: mmap() failed with EOPNOTSUPP. */
    public boolean isNotSupported() {
        return error == LibC.EOPNOTSUPP;
    }
}
