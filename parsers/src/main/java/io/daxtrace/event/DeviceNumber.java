package io.daxtrace.event;

/** A device number in the kernel's own encoding (include/linux/kdev_t.h): 12 bits major, 20 bits minor. */
public final class DeviceNumber {
    private static final int MINOR_BITS = 20;
    private static final long MINOR_MASK = (1L << MINOR_BITS) - 1;

    private DeviceNumber() {}

    public static long of(long major, long minor) {
        return major << MINOR_BITS | minor & MINOR_MASK;
    }

    /** Of what stat(2) says: glibc's dev_t has 12 bits of major from bit 8 and the rest from 32, minor around them. */
    public static long ofStat(long dev) {
        long major = dev >>> 8 & 0xfff | dev >>> 32 & ~0xfffL;
        long minor = dev & 0xff | dev >>> 12 & ~0xffL & 0xffffffffL;
        return of(major, minor);
    }

    public static long major(long dev) {
        return dev >>> MINOR_BITS;
    }

    public static long minor(long dev) {
        return dev & MINOR_MASK;
    }

    /** {@code major:minor} in decimal, as mountinfo and the fs_dax events print it. */
    public static String toString(long dev) {
        return major(dev) + ":" + minor(dev);
    }
}
