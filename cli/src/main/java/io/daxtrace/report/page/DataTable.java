package io.daxtrace.report.page;

import java.util.List;

/** A table of texts, of which the first of each row names it. */
public final class DataTable {
    private DataTable() {}

    /**
     * One that may be wider than the page; it then scrolls, by keyboard too.
     *
     * @param name what it is of
     */
    public static void write(Markup page, String name, List<String> headings, List<List<String>> rows) {
        startWide(page, name);
        plain(page, headings, rows);
        page.end();
    }

    /** The numbers behind a drawing, shown when they are asked for. */
    public static void behind(Markup page, String name, List<String> headings, List<List<String>> rows) {
        page.start("details");
        page.element("summary", name);
        write(page, name, headings, rows);
        page.end();
    }

    /** What may be wider than the page. */
    public static void startWide(Markup page, String name) {
        page.start("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", name);
    }

    /** Its head, a heading a column. */
    public static void head(Markup page, List<String> headings) {
        page.start("thead");
        page.start("tr");
        headings.forEach(heading -> page.element("th", heading, "scope", "col"));
        page.end();
        page.end();
    }

    private static void plain(Markup page, List<String> headings, List<List<String>> rows) {
        page.start("table");
        head(page, headings);
        page.start("tbody");
        for (List<String> row : rows) {
            page.start("tr");
            page.element("th", row.get(0), "scope", "row");
            row.subList(1, row.size()).forEach(cell -> page.element("td", cell));
            page.end();
        }
        page.end();
        page.end();
    }
}
