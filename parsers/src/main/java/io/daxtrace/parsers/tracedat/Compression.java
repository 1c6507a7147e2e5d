package io.daxtrace.parsers.tracedat;

/** How the blocks of a version 7 file are packed. */
enum Compression {
    NONE,
    /** A stream of RFC 1950 a block. */
    ZLIB,
    /** One frame a block, whose header does not tell its unpacked size. */
    ZSTD;

    /** The one of a name in a file, or null when it is not known. */
    static Compression of(String name) {
        return switch (name) {
            case "none" -> NONE;
            case "zlib" -> ZLIB;
            case "zstd" -> ZSTD;
            default -> null;
        };
    }

    /** The name in a file. */
    String word() {
        return switch (this) {
            case NONE -> "none";
            case ZLIB -> "zlib";
            case ZSTD -> "zstd";
        };
    }
}
