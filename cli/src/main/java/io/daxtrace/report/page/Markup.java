package io.daxtrace.report.page;

import io.daxtrace.event.Printable;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes a page that is HTML and well-formed XML at once. Whatever is passed as text or as an attribute's value is escaped
 * here, so that no name from a trace can become markup. Elements and attributes are named by the program alone.
 */
public final class Markup {
    /** What HTML ends by itself; all other elements have an end tag, empty ones too. */
    private static final Set<String> VOID = Set.of("meta");

    private final PrintWriter out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean afterText;
    private int ids;

    public Markup(PrintWriter out) {
        this.out = out;
    }

    /** What comes before the first element. */
    void doctype() {
        out.print("<!DOCTYPE html>");
    }

    /** Starts an element; attributes as name, value, name, value. */
    public void start(String element, String... attributes) {
        out.print(afterText ? "<" : "\n<");
        out.print(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.print(" " + attributes[i] + "=\"" + escape(attributes[i + 1]) + '"');
        }
        if (VOID.contains(element)) {
            out.print("/>");
        } else {
            out.print('>');
            open.push(element);
        }
        afterText = false;
    }

    public void text(String text) {
        printable(Printable.escape(text));
    }

    /** A text whose names went through {@link Printable#escape} already: it is only kept from becoming markup. */
    public void printable(String text) {
        out.print(withoutMarkup(text));
        afterText = true;
    }

    /** A name for an element of the page that no other has. */
    String nextId() {
        return "d" + ++ids;
    }

    public void end() {
        out.print("</" + open.pop() + ">");
        afterText = false;
    }

    /** An element with nothing but a text in it. */
    public void element(String element, String text, String... attributes) {
        start(element, attributes);
        text(text);
        end();
    }

    /** An element with nothing in it. */
    public void empty(String element, String... attributes) {
        start(element, attributes);
        if (!VOID.contains(element)) {
            end();
        }
    }

    /** The page's style, which HTML does not let be escaped: text of the program's own without markup in it. */
    void style(String css) {
        start("style");
        out.print(css);
        end();
    }

    private static String escape(String text) {
        return withoutMarkup(Printable.escape(text));
    }

    private static String withoutMarkup(String printable) {
        StringBuilder escaped = new StringBuilder(printable.length() + 16);
        for (int i = 0; i < printable.length(); i++) {
            char c = printable.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
