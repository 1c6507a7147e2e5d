package io.daxtrace.bpf;

import io.daxtrace.event.DeviceNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether filesystems on a block device can be mounted with DAX. */
public enum DaxSupport {
    YES,
    NO,
    /** There is no such block device now. */
    NO_DEVICE;

    private static final Path BLOCK_DEVICES = Path.of("/sys/dev/block");

    /** That of the device with this number, in the kernel's encoding. */
    public static DaxSupport of(long dev) {
        return of(BLOCK_DEVICES, dev);
    }

    /** A partition has no queue of its own: it is that of the disk, the directory above. */
    static DaxSupport of(Path devices, long dev) {
        try {
            Path device = devices.resolve(DeviceNumber.toString(dev)).toRealPath();
            return isOne(device.resolve("queue/dax")) || isOne(device.resolve("../queue/dax")) ? YES : NO;
        } catch (IOException e) {
            return NO_DEVICE;
        }
    }

    private static boolean isOne(Path file) throws IOException {
        return Files.isReadable(file) && Files.readString(file).strip().equals("1");
    }
}
