package io.daxtrace.event;

/**
 * What the kernel knows a file by.
 *
 * @param dev the device in the kernel's encoding, as {@link DeviceNumber} has it
 * @param ino the inode's number
 */
public record FileId(long dev, long ino) {
    /** Of what stat(2) says. */
    public static FileId ofStat(long dev, long ino) {
        return new FileId(DeviceNumber.ofStat(dev), ino);
    }

    /** {@code 259:0:13}. */
    @Override
    public String toString() {
        return DeviceNumber.toString(dev) + ":" + Long.toUnsignedString(ino);
    }
}
