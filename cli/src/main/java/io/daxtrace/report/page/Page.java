package io.daxtrace.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What is around every page's content. It needs nothing else, no script, no other file and no network, and its content security
 * policy lets it have nothing but the one style whose hash it names.
 */
public final class Page {
    private static final String STYLE = "page.css";

    private Page() {}

    /**
     * Writes a page and flushes.
     *
     * @param title of the window
     * @param heading on the page
     * @param footer how the page is read, and what wrote it
     * @param content writes what is between the two
     */
    public static void write(String title, String heading, String footer, PrintWriter out, Consumer<Markup> content)
            throws IOException {
        String style = style();
        Markup page = new Markup(out);
        page.doctype();
        page.start("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
        page.start("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style));
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", title);
        page.style(style);
        page.end();
        page.start("body");
        page.start("main");
        page.element("h1", heading);
        content.accept(page);
        page.end();
        page.element("footer", footer);
        page.end();
        page.end();
        out.println();
        out.flush();
    }

    private static String style() throws IOException {
        try (InputStream css = Objects.requireNonNull(Page.class.getResourceAsStream(STYLE), STYLE)) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String policy(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash) + "'; base-uri 'none'; form-action 'none'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
