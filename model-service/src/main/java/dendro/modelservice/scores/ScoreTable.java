package dendro.modelservice.scores;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explained score as text: who and when, a line for each feature, the sum. */
final class ScoreTable {

    private static final int LONGEST_VALUE = 40;

    private ScoreTable() {}

    private record Line(String name, String value, String contribution) {}

    /** The answer of {@code POST /v1/scores} as a table. */
    static String of(JsonNode answer) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("feature", "value", "log-odds"));
        JsonNode explanation = answer.path("explanation");
        for (JsonNode contribution : explanation.path("contributions")) {
            lines.add(new Line(
                    contribution.path("column").asText(),
                    value(contribution.path("value")),
                    logOdds(contribution.path("contribution"))));
        }
        lines.add(new Line("base", "", logOdds(explanation.path("base"))));
        lines.add(new Line("sum", "", logOdds(explanation.path("margin"))));
        int names = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        int values =
                lines.stream().mapToInt(line -> line.value().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(heading(answer));
        for (Line line : lines) {
            text.append("  %%-%ds  %%%ds  %%9s%%n"
                    .formatted(names, Math.max(values, 1))
                    .formatted(line.name(), line.value(), line.contribution()));
        }
        return text.toString();
    }

    private static String heading(JsonNode answer) {
        String cursor = answer.at("/meta/cursor").properties().stream()
                .map(basis -> basis.getKey() + " " + basis.getValue().asLong())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s as of %s: %.4f by %s version %s%nread at %s%n",
                answer.at("/input/id").asText(),
                answer.at("/input/timestamp").asText(),
                answer.at("/output/score").asDouble(),
                answer.at("/meta/model").asText(),
                answer.at("/meta/version").asText(),
                cursor);
    }

    private static String value(JsonNode value) {
        String text = value.isNull() ? "missing" : value.asText();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }

    /** Adding zero makes a negative zero, which would be printed as -0.0000, a positive one. */
    private static String logOdds(JsonNode number) {
        return String.format(Locale.ROOT, "%+.4f", number.asDouble() + 0.0);
    }
}
