package io.daxtrace.parsers.ctf;

import io.daxtrace.event.FilePaths;

/**
 * How large a capture's parts become.
 *
 * @param packetSize bytes of a full packet, {@value Layout#LEAST_PACKET_SIZE} to {@value Layout#MOST_PACKET_SIZE}
 * @param maxBytes the most bytes of all packets; when reached, the oldest of {@value #FILES} files is removed. 0 for no limit
 */
public record CaptureLimits(int packetSize, long maxBytes) {
    /** Files that a limited capture is spread over; an eighth of the limit goes at a time. */
    static final int FILES = 8;

    /** The part of a limit that the paths of files may take. */
    private static final int PATHS_SHARE = 16;

    /** Packets of 64 KiB, no limit. */
    public static final CaptureLimits NONE = new CaptureLimits(64 * 1024, 0);

    public CaptureLimits {
        if (packetSize < Layout.LEAST_PACKET_SIZE || packetSize > Layout.MOST_PACKET_SIZE) {
            throw new IllegalArgumentException("packets of " + packetSize + " bytes, expected "
                    + Layout.LEAST_PACKET_SIZE + " to " + Layout.MOST_PACKET_SIZE);
        }
        if (maxBytes != 0 && maxBytes < leastBytes(packetSize)) {
            throw new IllegalArgumentException("at most " + maxBytes + " bytes, expected 0 for no limit or at least "
                    + leastBytes(packetSize) + ": " + FILES + " files of one packet");
        }
    }

    /** The usual packets, at most this many bytes of them (at least 512 KiB), the newest kept. */
    public static CaptureLimits ofBytes(long maxBytes) {
        return new CaptureLimits((int) Math.min(NONE.packetSize, maxBytes / PATHS_SHARE), maxBytes);
    }

    private static long leastBytes(int packetSize) {
        return (long) FILES * packetSize * PATHS_SHARE / (PATHS_SHARE - 1) + PATHS_SHARE;
    }

    /** Bytes after which a new file begins. */
    long fileSize() {
        return maxBytes == 0 ? Long.MAX_VALUE : (maxBytes - mostPathBytes()) / FILES;
    }

    /** Bytes of packets with paths. */
    long mostPathBytes() {
        return maxBytes == 0 ? FilePaths.MOST_CHARACTERS : Math.min(FilePaths.MOST_CHARACTERS, maxBytes / PATHS_SHARE);
    }
}
