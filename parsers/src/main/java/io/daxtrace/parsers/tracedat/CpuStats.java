package io.daxtrace.parsers.tracedat;

import java.util.HashMap;
import java.util.Map;

/**
 * What the kernel counted as lost, by the copies of tracefs's per_cpu/cpuN/stats in the file:
 *
 * <pre>
 *  CPU: 0
 *  entries: 5887
 *  overrun: 0            overwritten before they were read
 *  commit overrun: 0     dropped by nested writers
 *  ...
 *  dropped events: 0     not written, the buffer being full (without overwriting)
 * </pre>
 *
 * Those of an instance follow an option with the line {@code Buffer: name}.
 */
final class CpuStats {
    private final Map<String, Map<Integer, Long>> lostByBuffer = new HashMap<>();
    private String buffer = "";

    /** Takes in the text of one option. */
    void add(String text) {
        int cpu = -1;
        long lost = 0;
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).strip()) {
                case "Buffer" -> buffer = value;
                case "CPU" -> cpu = (int) number(value);
                case "overrun", "commit overrun", "dropped events" -> lost += number(value);
                default -> {}
            }
        }
        if (cpu >= 0 && lost > 0) {
            lostByBuffer.computeIfAbsent(buffer, name -> new HashMap<>()).put(cpu, lost);
        }
    }

    /** Events lost by CPU, of one buffer; CPUs that lost none left out. */
    Map<Integer, Long> lost(String bufferName) {
        return lostByBuffer.getOrDefault(bufferName, Map.of());
    }

    private static long number(String text) {
        long value = 0;
        for (int i = 0; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9'; i++) {
            if (value > Integer.MAX_VALUE) {
                return value;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
