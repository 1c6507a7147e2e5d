package io.daxtrace.parsers.raw;

import io.daxtrace.event.KernelFunction;

/**
 * Guesses the function that a probe event was made for from the event's name, for captures whose kernel hid its symbols.
 * Tools and people decorate the function's name: {@code p_dax_iomap_fault_0} is tracefs's default,
 * {@code dax_iomap_fault__return} perf's, {@code dax_iomap_fault_ret} a habit.
 */
final class ProbeName {
    private static final String[] PREFIXES = {"p_", "r_", "f_", "t_", "kprobe_", "kretprobe_", "myprobe_", "my_"};
    private static final String[] SUFFIXES = {
        "_ret", "_return", "_retval", "_exit", "_entry", "_enter", "_begin", "_start", "_end", "_done", "_"
    };
    private static final int MOST_DECORATIONS = 6;

    private ProbeName() {}

    /** The function, or null when the name is not made of one of ours. */
    static KernelFunction function(String eventName) {
        String name = eventName;
        for (int i = 0; i < MOST_DECORATIONS; i++) {
            KernelFunction function = KernelFunction.ofSymbol(name);
            if (function != null) {
                return function;
            }
            name = plainer(name);
        }
        return null;
    }

    private static String plainer(String name) {
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        int digits = name.length();
        while (digits > 0 && Character.isDigit(name.charAt(digits - 1))) {
            digits--;
        }
        if (digits < name.length()) {
            return name.substring(0, digits);
        }
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }
}
