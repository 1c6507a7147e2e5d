package io.daxtrace.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers names, so that a group is found by longs alone. Bounded: the names past the limit share one number. */
public final class Names {
    private static final int MOST = 1 << 16;
    private static final String REST = "(more names)";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private String last;
    private int lastNumber;

    /** The number of a name; {@link Event#UNKNOWN} for null. */
    @SuppressWarnings("ReferenceEquality") // the same object is the same name; another one is looked up
    public long number(String name) {
        if (name == null) {
            return Event.UNKNOWN;
        }
        if (name != last) {
            Integer number = numbers.get(name);
            if (number == null) {
                number = names.size() < MOST ? names.size() : MOST;
                if (number < MOST) {
                    names.add(name);
                    numbers.put(name, number);
                }
            }
            lastNumber = number;
            last = name;
        }
        return lastNumber;
    }

    /** The name of a number that was given. */
    public String name(long number) {
        return number < names.size() ? names.get((int) number) : REST;
    }
}
