package dendro.trainer.report;

import dendro.trainer.evaluation.Curve.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes that begin at 0, as SVG. Colours come from the page's style, so they follow its light or dark.
 */
final class Plot {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 270;
    private static final int LEFT = 48;
    /** Half a month's name, which stands below the last point. */
    private static final int RIGHT = 24;

    private static final int TOP = 12;
    private static final int BOTTOM = 44;
    private static final int STEPS = 5;

    /** So many names stand beside each other below an axis. */
    private static final int NAMES = 6;

    private final String title;
    private final String across;
    private final String up;
    private final double widest;
    private final double highest;
    private final List<String> names;
    private final List<Line> lines = new ArrayList<>();

    /** How a line is drawn. */
    enum Look {
        PLAIN,
        DOTTED,
        /** A reference: thin and dashed. */
        DASHED
    }

    /** A line; the style has a colour for each number from 0, and one for references. */
    private record Line(String name, Look look, int colour, List<Point> points) {}

    private Plot(String title, String across, String up, double widest, double highest, List<String> names) {
        this.title = title;
        this.across = across;
        this.up = up;
        this.widest = widest;
        this.highest = highest;
        this.names = names;
    }

    /** A plot over numbers. */
    static Plot overNumbers(String title, String across, double widest, String up, double highest) {
        return new Plot(title, across, up, rounded(widest), rounded(highest), List.of());
    }

    /** A plot over names: the first stands at x = 0, the next at 1. */
    static Plot overNames(String title, List<String> names, String up, double highest) {
        return new Plot(title, "", up, Math.max(1, names.size() - 1), rounded(highest), names);
    }

    /** The next larger of 1, 2, 2.5, 5 times a power of ten. */
    private static double rounded(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-6))));
        for (double step : new double[] {1, 2, 2.5, 5}) {
            if (most <= step * unit * (1 + 1e-9)) {
                return step * unit;
            }
        }
        return 10 * unit;
    }

    Plot line(String name, Look look, int colour, List<Point> points) {
        lines.add(new Line(name, look, colour, points));
        return this;
    }

    void write(Markup markup) {
        markup.open("figure");
        markup.element("figcaption", title);
        markup.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", title);
        upAxis(markup);
        acrossAxis(markup);
        lines.forEach(line -> write(markup, line));
        markup.close();
        if (lines.size() > 1) {
            legend(markup);
        }
        markup.close();
    }

    private void upAxis(Markup markup) {
        for (int step = 0; step <= STEPS; step++) {
            double value = highest * step / STEPS;
            String y = place(y(value));
            markup.empty("line", "class", "grid", "x1", "" + LEFT, "x2", "" + (WIDTH - RIGHT), "y1", y, "y2", y);
            markup.element("text", tick(value), "x", "" + (LEFT - 6), "y", place(y(value) + 4), "class", "end");
        }
        String middle = "" + (TOP + (HEIGHT - TOP - BOTTOM) / 2);
        markup.element(
                "text", up, "x", "12", "y", middle, "class", "middle", "transform", "rotate(-90 12 " + middle + ")");
    }

    private void acrossAxis(Markup markup) {
        String y = "" + (HEIGHT - BOTTOM + 16);
        if (names.isEmpty()) {
            for (int step = 0; step <= STEPS; step++) {
                double value = widest * step / STEPS;
                markup.element("text", tick(value), "x", place(x(value)), "y", y, "class", "middle");
            }
        } else {
            int every = (names.size() + NAMES - 1) / NAMES;
            for (int name = 0; name < names.size(); name += every) {
                markup.element("text", names.get(name), "x", place(x(name)), "y", y, "class", "middle");
            }
        }
        markup.element("text", across, "x", "" + (LEFT + WIDTH - RIGHT) / 2, "y", "" + (HEIGHT - 8), "class", "middle");
    }

    private void write(Markup markup, Line line) {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points()) {
            path.append(path.isEmpty() ? "" : " ")
                    .append(place(x(point.x())))
                    .append(',')
                    .append(place(y(point.y())));
        }
        markup.empty("polyline", "class", style(line), "points", path.toString());
        if (line.look() == Look.DOTTED) {
            for (Point point : line.points()) {
                markup.open(
                        "circle",
                        "class",
                        "dot c" + line.colour(),
                        "cx",
                        place(x(point.x())),
                        "cy",
                        place(y(point.y())),
                        "r",
                        "3.5");
                markup.element("title", line.name() + ": " + Words.number(point.y()));
                markup.close();
            }
        }
    }

    private static String style(Line line) {
        return line.look() == Look.DASHED ? "line reference" : "line c" + line.colour();
    }

    private void legend(Markup markup) {
        markup.open("p", "class", "legend");
        for (Line line : lines) {
            markup.open("span");
            markup.open("svg", "viewBox", "0 0 18 8", "class", "key", "aria-hidden", "true");
            markup.empty("polyline", "class", style(line), "points", "0,4 18,4");
            markup.close();
            markup.text(" " + line.name() + " ");
            markup.close();
        }
        markup.close();
    }

    private double x(double value) {
        return LEFT + value / widest * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - Math.min(value / highest, 1) * (HEIGHT - TOP - BOTTOM);
    }

    private static String place(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** No more digits than it takes. */
    private static String tick(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
