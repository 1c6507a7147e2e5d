package io.daxtrace.faults;

import java.util.Arrays;

/**
 * The devices of which a handler was seen around a fault: there, a fault without one lacks its beginning. A device that a
 * capture does not tell is one of them, under {@link io.daxtrace.event.Event#UNKNOWN}. Few: machines have few DAX devices.
 */
final class HandledDevices {
    /** More are not remembered: what their faults lack is not noticed. */
    private static final int MOST = 4096;

    private long[] devices = new long[4];
    private int size;

    void add(long device) {
        if (has(device) || size == MOST) {
            return;
        }
        if (size == devices.length) {
            devices = Arrays.copyOf(devices, 2 * size);
        }
        devices[size++] = device;
    }

    boolean has(long device) {
        for (int i = 0; i < size; i++) {
            if (devices[i] == device) {
                return true;
            }
        }
        return false;
    }
}
