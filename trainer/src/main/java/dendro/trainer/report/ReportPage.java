package dendro.trainer.report;

import dendro.trainer.evaluation.Comparison;
import dendro.trainer.evaluation.Curve.Point;
import dendro.trainer.evaluation.Drift;
import dendro.trainer.evaluation.Estimate;
import dendro.trainer.evaluation.Evaluation;
import dendro.trainer.evaluation.Figures;
import dendro.trainer.evaluation.Metric;
import dendro.trainer.evaluation.Partition;
import dendro.trainer.evaluation.Tenth;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** {@link Report} as a page of HTML that needs nothing but itself, in the reader's light or dark. */
final class ReportPage {

    /** More columns than this say too little to be shown; the JSON has all. */
    private static final int COLUMNS = 15;

    /** So many columns that drift most have a line of their own. */
    private static final int DRIFTING = 3;

    private final Report report;
    private final Evaluation evaluation;
    private final Markup page = new Markup();

    ReportPage(Report report) {
        this.report = report;
        this.evaluation = report.evaluation();
    }

    String html() {
        page.open("html", "lang", "en");
        page.open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.element("title", report.model() + ": evaluation");
        page.element("style", style());
        page.close();
        page.open("body").open("main");
        head();
        metrics();
        curves();
        tenths();
        parts("By month", "month", evaluation.months());
        evaluation.segments().ifPresent(by -> parts("By " + by.column(), by.column(), by.parts()));
        importance();
        drift();
        origin();
        page.close().close().close();
        return "<!DOCTYPE html>\n" + page.written() + "\n";
    }

    private static String style() {
        try (InputStream file = ReportPage.class.getResourceAsStream("report.css")) {
            if (file == null) {
                throw new IllegalStateException("The page's style is not beside its class.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head() {
        Figures figures = evaluation.figures();
        page.element("h1", report.model() + ": evaluation");
        page.element(
                "p",
                "On " + Words.count(figures.rows()) + " rows after "
                        + report.times().getOrDefault("tested-after", "the split")
                        + ", none of which it was fitted on, "
                        + Words.count(figures.positive()) + " of them true (" + Words.percent(figures.baseRate())
                        + "; mean score " + Words.percent(figures.meanScore()) + ").");
        page.element("p", report.decision().reason(), "class", "decision");
        page.element("p", Words.of(report.comparison()));
    }

    private void metrics() {
        page.element("h2", "Figures");
        boolean compared = report.comparison() instanceof Comparison.Compared;
        List<String> titles = new ArrayList<>(List.of("", "model", "95 % interval", "base rate alone"));
        if (compared) {
            titles.addAll(List.of("champion", "gain", "95 % interval"));
        }
        report.todaysValues().ifPresent(judged -> titles.add("fitted on today's values"));
        table(titles, () -> {
            for (Metric metric : Metric.values()) {
                Estimate model = evaluation.figures().estimate(metric).orElseThrow();
                List<String> cells = new ArrayList<>(List.of(
                        Words.metric(metric),
                        Words.number(model.value()),
                        Words.interval(model),
                        Words.number(evaluation.baseRate().value(metric))));
                if (report.comparison() instanceof Comparison.Compared with) {
                    Estimate gain = with.gains().get(metric);
                    cells.add(Words.number(with.champion().value(metric)));
                    cells.add(gain == null ? "" : Words.number(gain.value()));
                    cells.add(gain == null ? "" : Words.interval(gain));
                }
                report.todaysValues().ifPresent(judged -> cells.add(Words.number(judged.value(metric))));
                row(cells);
            }
        });
        page.element(
                "p",
                "Intervals by " + evaluation.bootstrap().resamples()
                        + " resamples of the rows. The base rate alone is what"
                        + " giving every row the rate of these very rows comes to."
                        + (compared ? " A gain above 0 is for the new model; both were resampled together." : ""),
                "class",
                "note");
    }

    private void curves() {
        page.open("div", "class", "plots");
        Plot.overNumbers("ROC", "part of the false rows", 1, "part of the true rows", 1)
                .line("by chance", Plot.Look.DASHED, 0, List.of(new Point(0, 0), new Point(1, 1)))
                .line("model", Plot.Look.PLAIN, 0, evaluation.roc())
                .write(page);
        double rate = evaluation.figures().baseRate();
        Plot.overNumbers(
                        "Precision and recall", "part of the true rows (recall)", 1, "part that is true (precision)", 1)
                .line("base rate", Plot.Look.DASHED, 0, List.of(new Point(0, rate), new Point(1, rate)))
                .line("model", Plot.Look.PLAIN, 0, evaluation.precisionRecall())
                .write(page);
        calibration();
        double captured = 0;
        List<Point> gain = new ArrayList<>(List.of(new Point(0, 0)));
        for (Tenth tenth : evaluation.tenths()) {
            captured += tenth.positive();
            gain.add(new Point(
                    tenth.number() / (double) Tenth.ALL,
                    captured / evaluation.figures().positive()));
        }
        Plot.overNumbers("Gain", "part of all rows, highest scores first", 1, "part of the true rows", 1)
                .line("by chance", Plot.Look.DASHED, 0, List.of(new Point(0, 0), new Point(1, 1)))
                .line("model", Plot.Look.DOTTED, 0, gain)
                .write(page);
        page.close();
    }

    private void calibration() {
        double most = evaluation.tenths().stream()
                .mapToDouble(tenth -> Math.max(tenth.meanScore(), tenth.rate()))
                .max()
                .orElse(1);
        Plot.overNumbers("Calibration, by tenth", "mean score", most, "part that is true", most)
                .line("as good as its word", Plot.Look.DASHED, 0, List.of(new Point(0, 0), new Point(most, most)))
                .line(
                        "model",
                        Plot.Look.DOTTED,
                        0,
                        evaluation.tenths().stream()
                                .sorted(Comparator.comparingInt(Tenth::number).reversed())
                                .map(tenth -> new Point(tenth.meanScore(), tenth.rate()))
                                .toList())
                .write(page);
    }

    private void tenths() {
        page.element("h2", "Gain and calibration");
        table(
                List.of("tenth", "rows", "true", "rate", "mean score", "lowest score", "true so far", "lift so far"),
                () -> {
                    double captured = 0;
                    double rows = 0;
                    for (Tenth tenth : evaluation.tenths()) {
                        captured += tenth.positive();
                        rows += tenth.rows();
                        row(List.of(
                                Integer.toString(tenth.number()),
                                Words.count(Math.round(tenth.rows())),
                                Words.count(Math.round(tenth.positive())),
                                Words.percent(tenth.rate()),
                                Words.percent(tenth.meanScore()),
                                Words.percent(tenth.lowest()),
                                Words.percent(captured / evaluation.figures().positive()),
                                Words.number(
                                        captured / rows / evaluation.figures().baseRate())));
                    }
                });
        page.element(
                "p",
                "Expected calibration error: " + Words.number(evaluation.calibrationError())
                        + ", the mean distance between mean score and rate.",
                "class",
                "note");
    }

    private void parts(String title, String what, List<Partition.Part> parts) {
        page.element("h2", title);
        table(
                List.of(what, "rows", "true", "rate", "mean score", "ROC AUC", "95 % interval", "PR AUC", "log loss"),
                () -> {
                    for (Partition.Part part : parts) {
                        Figures figures = part.figures();
                        row(List.of(
                                part.name(),
                                Words.count(figures.rows()),
                                Words.count(figures.positive()),
                                Words.percent(figures.baseRate()),
                                Words.percent(figures.meanScore()),
                                value(figures, Metric.ROC_AUC),
                                figures.estimate(Metric.ROC_AUC)
                                        .map(Words::interval)
                                        .orElse("–"),
                                value(figures, Metric.PR_AUC),
                                value(figures, Metric.LOG_LOSS)));
                    }
                });
    }

    private static String value(Figures figures, Metric metric) {
        return figures.estimate(metric)
                .map(estimate -> Words.number(estimate.value()))
                .orElse("–");
    }

    private void importance() {
        page.element("h2", "Feature importance");
        page.element(
                "p",
                "What part each column has in the gain of the trees' splits, or in the coefficients of standardised values.",
                "class",
                "note");
        double most = report.importance().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        page.open("div", "class", "bars", "role", "list");
        report.importance().entrySet().stream().limit(COLUMNS).forEach(column -> {
            double part = most == 0 ? 0 : column.getValue() / most;
            page.open("div", "role", "listitem", "class", "bar");
            page.element("span", column.getKey());
            page.open("svg", "viewBox", "0 0 100 10", "preserveAspectRatio", "none", "aria-hidden", "true");
            page.empty("rect", "class", "filled", "height", "10", "width", Words.number(100 * part));
            page.close();
            page.element("span", Words.percent(column.getValue()), "class", "share");
            page.close();
        });
        page.close();
        if (report.importance().size() > COLUMNS) {
            page.element(
                    "p",
                    "And " + (report.importance().size() - COLUMNS) + " columns that matter less.",
                    "class",
                    "note");
        }
    }

    private void drift() {
        page.element("h2", "Drift by month");
        List<String> drifting = mostDrifting();
        List<String> months = report.drift().stream().map(Drift::month).toList();
        double most = report.drift().stream()
                .flatMap(month -> month.features().values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double highest = report.drift().stream()
                .mapToDouble(month -> Math.max(month.score(), month.byChance()))
                .max()
                .orElse(0);
        Plot plot =
                Plot.overNames("Population stability index", months, "index", Math.max(0.1, Math.max(most, highest)));
        plot.line("score by chance", Plot.Look.DASHED, 0, points(Drift::byChance))
                .line("score", Plot.Look.DOTTED, 0, points(Drift::score));
        for (int place = 0; place < drifting.size(); place++) {
            String column = drifting.get(place);
            plot.line(column, Plot.Look.DOTTED, place + 1, points(month -> of(month, column)));
        }
        page.open("div", "class", "plots");
        plot.write(page);
        page.open("div");
        table(titles(drifting), () -> {
            for (Drift month : report.drift()) {
                List<String> cells = new ArrayList<>(List.of(
                        month.month(),
                        Words.count(month.rows()),
                        Words.number(month.score()),
                        Words.number(month.byChance())));
                drifting.forEach(column -> cells.add(Words.number(of(month, column))));
                row(cells);
            }
        });
        page.close().close();
        page.element(
                "p",
                "Each month of the test part: the score against the scores of the whole test part, columns against the rows"
                        + " that were fitted, those " + DRIFTING
                        + " that drift most. Below 0.1 little has changed, above"
                        + " 0.25 much has; what chance alone comes to with so few rows stands beside it.",
                "class",
                "note");
    }

    private static List<String> titles(List<String> drifting) {
        List<String> titles = new ArrayList<>(List.of("month", "rows", "score", "by chance"));
        titles.addAll(drifting);
        return titles;
    }

    private List<Point> points(ToDoubleFunction<Drift> index) {
        List<Point> points = new ArrayList<>();
        for (int month = 0; month < report.drift().size(); month++) {
            points.add(new Point(month, index.applyAsDouble(report.drift().get(month))));
        }
        return points;
    }

    private static double of(Drift month, String column) {
        return month.features().getOrDefault(column, 0.0);
    }

    private List<String> mostDrifting() {
        Comparator<String> byIndex = Comparator.comparingDouble((String column) -> report.drift().stream()
                        .mapToDouble(month -> of(month, column))
                        .max()
                        .orElse(0))
                .reversed();
        return report.drift().stream()
                .flatMap(month -> month.features().keySet().stream())
                .distinct()
                .sorted(byIndex.thenComparing(Comparator.naturalOrder()))
                .limit(DRIFTING)
                .toList();
    }

    private void origin() {
        page.element("h2", "How it was made");
        page.open("dl");
        fact(
                "rows",
                joined(report.rows().entrySet().stream()
                        .map(count -> Words.name(count.getKey()) + " " + Words.count(count.getValue()))
                        .toList()));
        report.times().forEach((name, instant) -> fact(Words.name(name), instant));
        report.fitting().forEach((name, value) -> fact(Words.name(name), value));
        page.close();
        if (report.search().candidates().size() > 1) {
            candidates();
        }
    }

    private void candidates() {
        page.element("h2", "Hyper-parameters tried");
        List<String> names =
                List.copyOf(report.search().candidates().get(0).parameters().keySet());
        List<String> titles = new ArrayList<>(names.stream().map(Words::name).toList());
        titles.add(Words.name(report.search().metric()) + " on validation");
        titles.add("");
        table(titles, () -> {
            for (int place = 0; place < report.search().candidates().size(); place++) {
                Report.Tried tried = report.search().candidates().get(place);
                List<String> cells = new ArrayList<>();
                names.forEach(name -> cells.add(tried.parameters().getOrDefault(name, "")));
                cells.add(tried.value().map(Words::number).orElse(""));
                cells.add(place == report.search().chosen() ? "chosen" : "");
                row(cells);
            }
        });
    }

    private static String joined(List<String> words) {
        return String.join(", ", words);
    }

    private void fact(String name, String value) {
        page.element("dt", name).element("dd", value);
    }

    private void table(List<String> titles, Runnable rows) {
        page.open("div", "class", "wide", "tabindex", "0")
                .open("table")
                .open("thead")
                .open("tr");
        titles.forEach(title -> page.element("th", title, "scope", "col"));
        page.close().close().open("tbody");
        rows.run();
        page.close().close().close();
    }

    private void row(List<String> cells) {
        page.open("tr");
        for (int place = 0; place < cells.size(); place++) {
            if (place == 0) {
                page.element("th", cells.get(place), "scope", "row");
            } else {
                page.element("td", cells.get(place));
            }
        }
        page.close();
    }
}
