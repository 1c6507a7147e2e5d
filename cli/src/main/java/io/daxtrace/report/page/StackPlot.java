package io.daxtrace.report.page;

import java.util.List;
import java.util.Locale;

/** Draws bars of pieces that add up, one below the other on one linear axis. */
public final class StackPlot {
    /**
     * A piece of a bar.
     *
     * @param name written in it where it has the room
     * @param kind of its colour
     * @param from where it begins
     * @param size how long it is, in the axis' unit
     */
    public record Piece(String name, String kind, double from, double size) {}

    /**
     * A bar.
     *
     * @param name written above it; empty for none
     */
    public record Bar(String name, List<Piece> pieces) {}

    private static final int WIDTH = 640;
    private static final int INNER = WIDTH;
    private static final int BAR = 26;
    private static final int GAP = 4;
    private static final int NAME = 16;
    /** Width of a letter, on the safe side. */
    private static final double LETTER = 6.6;

    private StackPlot() {}

    /** @param whole the axis' end */
    public static void draw(Markup page, String title, String description, List<Bar> bars, double whole) {
        int height = GAP;
        for (Bar bar : bars) {
            height += BAR + GAP + (bar.name().isEmpty() ? 0 : NAME);
        }
        Frame frame = Frame.start(page, WIDTH, height, title, description);
        int y = GAP;
        for (Bar bar : bars) {
            if (!bar.name().isEmpty()) {
                frame.label(0, y + NAME - 5, "start", bar.name());
                y += NAME;
            }
            for (Piece piece : bar.pieces()) {
                piece(page, frame, piece, y, whole);
            }
            y += BAR + GAP;
        }
        page.end();
    }

    private static void piece(Markup page, Frame frame, Piece piece, int y, double whole) {
        double width = piece.size() / whole * INNER;
        if (width <= 0) {
            return;
        }
        double x = piece.from() / whole * INNER;
        page.start("g", "class", "piece");
        page.element("title", String.format(Locale.ROOT, "%s: %s", piece.name(), Edges.share(piece.size() / whole)));
        page.empty(
                "rect",
                "class",
                piece.kind(),
                "x",
                Frame.at(x),
                "y",
                Integer.toString(y),
                "width",
                Frame.at(Math.max(0.5, width)),
                "height",
                Integer.toString(BAR));
        if (piece.name().length() * LETTER < width - 4) {
            frame.label(x + width / 2, y + BAR / 2.0 + 4, "middle", piece.name());
        }
        page.end();
    }
}
