package dendro.trainer.report;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.trainer.evaluation.Comparison;
import dendro.trainer.evaluation.Drift;
import dendro.trainer.evaluation.Evaluation;
import dendro.trainer.evaluation.Figures;
import dendro.trainer.evaluation.Promotion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is to be told of a training.
 *
 * @param model its name
 * @param times instants by kebab-case name, such as {@code fitted-until}, in their order
 * @param rows counts by kebab-case name, such as {@code train}, in their order
 * @param fitting how it was fitted, by kebab-case name
 * @param search what else was tried
 * @param evaluation on the test part
 * @param comparison with the champion
 * @param decision on promotion
 * @param drift of each month of the test part
 * @param importance of each column in parts of one, the largest first
 * @param todaysValues the figures of a model fitted on one instant's values, if that was asked for
 */
public record Report(
        String model,
        Map<String, String> times,
        Map<String, Long> rows,
        SortedMap<String, String> fitting,
        Search search,
        Evaluation evaluation,
        Comparison comparison,
        Promotion.Decision decision,
        List<Drift> drift,
        Map<String, Double> importance,
        Optional<Figures> todaysValues) {

    public Report {
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        fitting = Collections.unmodifiableSortedMap(new TreeMap<>(fitting));
        drift = List.copyOf(drift);
        importance = Collections.unmodifiableMap(new LinkedHashMap<>(importance));
    }

    /**
     * The hyper-parameters that were tried.
     *
     * @param metric that chose among them
     * @param candidates in order
     * @param chosen the place of the chosen one, from 0
     */
    public record Search(String metric, List<Tried> candidates, int chosen) {

        public Search {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * One candidate.
     *
     * @param parameters by kebab-case name
     * @param value of the metric on the validation part; empty if there was nothing to choose from
     */
    public record Tried(SortedMap<String, String> parameters, Optional<Double> value) {}

    /** This report as {@code evaluation.json}. */
    public JsonNode toJson() {
        return ReportJson.write(this);
    }

    /** This report as a page that needs nothing but itself. */
    public String toHtml() {
        return new ReportPage(this).html();
    }
}
