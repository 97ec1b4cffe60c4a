package dendro.savedqueries.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Which answers somebody should be told of. */
sealed interface Condition {

    /**
     * Why somebody should be told of an answer, in words that hold no value of it; empty if nobody should.
     *
     * @param answer what the query-service answered
     * @param digestBefore of the schedule's answer before; empty if this is the first
     */
    Optional<String> holds(JsonNode answer, Optional<String> digestBefore);

    /** The answer has more rows, or fewer. */
    record Rows(Side side, long than) implements Condition {
        @Override
        public Optional<String> holds(JsonNode answer, Optional<String> digestBefore) {
            long rows = answer.path("row-count").asLong();
            boolean holds = side == Side.ABOVE ? rows > than : rows < than;
            return holds
                    ? Optional.of("The answer has " + rows + " rows, " + side.word() + " " + than + ".")
                    : Optional.empty();
        }
    }

    /** The answer is another one than the time before. */
    record Changed() implements Condition {
        @Override
        public Optional<String> holds(JsonNode answer, Optional<String> digestBefore) {
            return digestBefore
                    .filter(before -> !before.equals(answer.path("digest").asText()))
                    .map(unused -> "The answer is another one than the time before.");
        }
    }

    /** A row has a larger number in a column, or a smaller one; what is no number is neither. */
    record Value(Side side, String column, BigDecimal than) implements Condition {
        @Override
        public Optional<String> holds(JsonNode answer, Optional<String> digestBefore) {
            if (!answer.has("rows")) {
                return Optional.of("The answer is too large to be looked into, so nobody watches it.");
            }
            int index = -1;
            for (int at = 0; at < answer.path("columns").size(); at++) {
                if (answer.path("columns").path(at).asText().equals(column)) {
                    index = at;
                }
            }
            if (index < 0) {
                return Optional.of("The answer has no column '" + column + "' any more, so nobody watches it.");
            }
            for (JsonNode row : answer.path("rows")) {
                JsonNode value = row.path(index);
                int compared = value.isNumber() ? value.decimalValue().compareTo(than) : 0;
                if (side == Side.ABOVE ? compared > 0 : compared < 0) {
                    return Optional.of("A row has a " + column + " " + side.word() + " " + than.toPlainString() + ".");
                }
            }
            return Optional.empty();
        }
    }

    /** On which side of a number. */
    enum Side {
        ABOVE("above"),
        BELOW("below");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** The kinds there are. */
    List<String> KINDS = List.of("rows-above", "rows-below", "changed", "value-above", "value-below");

    /**
     * A condition as it is written: {@code {kind, column, than}}.
     *
     * @throws ProblemException {@code request-invalid} if it is none
     */
    static Condition read(JsonNode json) {
        String kind = json.path("kind").asText("");
        Side side = kind.endsWith("-above") ? Side.ABOVE : Side.BELOW;
        return switch (kind) {
            case "changed" -> new Changed();
            case "rows-above", "rows-below" -> new Rows(side, than(json).longValue());
            case "value-above", "value-below" -> new Value(side, column(json), than(json));
            default -> throw invalid("The condition is one of " + String.join(", ", KINDS) + ", not '" + kind + "'.");
        };
    }

    private static BigDecimal than(JsonNode json) {
        if (!json.path("than").isNumber()) {
            throw invalid("The condition needs a number, 'than'.");
        }
        return json.path("than").decimalValue();
    }

    private static String column(JsonNode json) {
        String column = json.path("column").asText("");
        if (column.isEmpty() || column.length() > 200) {
            throw invalid("The condition needs the name of a column, 'column', of at most 200 characters.");
        }
        return column;
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail).exception();
    }
}
