package io.daxtrace.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of functions.h, which the BPF programs are compiled from: {@code NAME(word, word ...)}. */
final class FunctionList {
    private static final String RESOURCE = "functions.h";

    private FunctionList() {}

    /** The words of all lines of a name, in their order. */
    static List<String[]> lines(String name) {
        List<String[]> lines = new ArrayList<>();
        for (String line : text().split("\n")) {
            if (line.startsWith(name + "(") && line.endsWith(")")) {
                lines.add(line.substring(name.length() + 1, line.length() - 1).split(", "));
            }
        }
        return lines;
    }

    private static String text() {
        try (InputStream in = FunctionList.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE, e);
        }
    }
}
