package dendro.savedqueries.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dendro.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionTest {

    private static final String ANSWER =
            "{\"columns\":[\"id\",\"amount\"],\"rows\":[[\"a\",5],[\"b\",null],[\"c\",7.5]],\"row-count\":3,\"digest\":\"d2\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"rows-above\",\"than\":2}                          | d1 | true",
                "{\"kind\":\"rows-above\",\"than\":3}                          | d1 | false",
                "{\"kind\":\"rows-below\",\"than\":4}                          | d1 | true",
                "{\"kind\":\"rows-below\",\"than\":3}                          | d1 | false",
                "{\"kind\":\"changed\"}                                        | d1 | true",
                "{\"kind\":\"changed\"}                                        | d2 | false",
                "{\"kind\":\"changed\"}                                        |    | false",
                "{\"kind\":\"value-above\",\"column\":\"amount\",\"than\":7.4} | d1 | true",
                "{\"kind\":\"value-above\",\"column\":\"amount\",\"than\":7.5} | d1 | false",
                "{\"kind\":\"value-below\",\"column\":\"amount\",\"than\":5.1} | d1 | true",
                "{\"kind\":\"value-below\",\"column\":\"amount\",\"than\":5}   | d1 | false",
                "{\"kind\":\"value-above\",\"column\":\"id\",\"than\":0}       | d1 | false",
                "{\"kind\":\"value-above\",\"column\":\"gone\",\"than\":0}     | d1 | true",
            })
    void conditionHolds(String condition, @org.jspecify.annotations.Nullable String before, boolean holds)
            throws Exception {
        assertThat(Condition.read(json(condition)).holds(json(ANSWER), Optional.ofNullable(before)))
                .matches(reason -> reason.isPresent() == holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"sometimes\"}",
                "{}",
                "{\"kind\":\"rows-above\"}",
                "{\"kind\":\"value-above\",\"than\":3}",
                "{\"kind\":\"rows-above\",\"than\":\"3\"}"
            })
    void whatIsNoConditionIsRefused(String condition) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Condition.read(json(condition)));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
