package dendro.savedqueries.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SentQueryTest {

    private static final String BY_CITY =
            "[:find ?c :in $customers ?city ; which\n :where [$customers ?c :customer/city ?city]]";
    private static final String RULES = "[[(near ?c ?city) [?c :customer/city ?city]]]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text    |         | \"Richmond\"              | \"Richmond\"",
                "number  |         | 7                         | 7",
                "number  |         | 1.5                       | 1.5",
                "number  |         | \"12\"                    | 12",
                "number  | long    | 7                         | 7",
                "number  | double  | 7                         | {\"edn\":\"7.0\"}",
                "number  | decimal | \"1.50\"                  | {\"edn\":\"1.50M\"}",
                "instant |         | \"2014-11-15T13:37:42Z\"  | {\"edn\":\"#inst \\\"2014-11-15T13:37:42Z\\\"\"}",
                "keyword |         | \"status/late\"           | {\"edn\":\":status/late\"}",
                "keyword |         | \":status/late\"          | {\"edn\":\":status/late\"}",
                "choice  | keyword | \":a\"                    | {\"edn\":\":a\"}",
                "boolean |         | true                      | true",
                "list    |         | [\"a\",\"b\"]             | [\"a\",\"b\"]",
                "list    | keyword | [\"a\",\":b\"]            | [{\"edn\":\":a\"},{\"edn\":\":b\"}]",
                "edn     |         | \"[:customer/id 1]\"      | {\"edn\":\"[:customer/id 1]\"}",
            })
    void valueBecomesAnArgumentOfItsType(String type, String of, String value, String argument) throws Exception {
        SentQuery sent = sent(BY_CITY, declared(type, of), "{\"city\":" + value + "}", List.of());

        assertThat(sent.args().toString()).isEqualTo("[" + argument + "]");
        assertThat(sent.text()).isEqualTo(BY_CITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text    |         | 7",
                "number  |         | \"seven\"",
                "number  | long    | 7.5",
                "number  | decimal | \"1e999999999\"",
                "instant |         | \"yesterday\"",
                "keyword |         | \":a :b\"",
                "keyword |         | \"a [] \"",
                "choice  | keyword | \":z\"",
                "list    |         | \"a\"",
                "list    | long    | [1,\"x\"]",
                "edn     |         | \"[1\"",
                "text    |         | null",
            })
    void valueOfAnotherTypeIsRefusedWithItsParameter(String type, String of, String value) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sent(BY_CITY, declared(type, of), "{\"city\":" + value + "}", List.of()))
                .satisfies(refused -> {
                    assertThat(refused.problem().type()).isEqualTo(ProblemType.ARGUMENT_MISMATCH);
                    assertThat(refused.problem().members()).containsEntry("parameter", "city");
                });
    }

    @Test
    void absentValueIsTheDefault() throws Exception {
        String declared = "[{\"name\":\"city\",\"type\":\"text\",\"default\":\"Richmond\"}]";

        assertThat(sent(BY_CITY, declared, "{}", List.of()).args().toString()).isEqualTo("[\"Richmond\"]");
    }

    @Test
    void valueForNothingIsRefused() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sent(BY_CITY, declared("text", ""), "{\"city\":\"a\",\"town\":\"b\"}", List.of()))
                .satisfies(refused -> assertThat(refused.problem().members()).containsEntry("parameter", "town"));
    }

    @Test
    void undeclaredValuesComeByTheNamesOfVariables() throws Exception {
        String text = "[:find ?c :in $ ?city [?id ...] ?log :where [$ ?c :customer/city ?city]]";

        SentQuery sent = SentQuery.of(
                text,
                Optional.empty(),
                json("{\"city\":\"a\",\"id\":[1,{\"edn\":\":b\"}]}"),
                json("{\"?log\":{\"database\":\"customers\",\"view\":\"log\"}}"),
                List.of(),
                false,
                OptionalInt.of(5));

        assertThat(sent.body(json("{\"customers\":7}")))
                .isEqualTo(json("""
                        {"query": %s, "args": ["a", [1, {"edn": ":b"}]], "limit": 5, "cursor": {"customers": 7},
                         "sources": {"?log": {"database": "customers", "view": "log"}}}
                        """.formatted(new ObjectMapper().writeValueAsString(text))));
    }

    @Test
    void rulesOfProceduresComeLastIfTheTextHasNoPlaceForThem() throws Exception {
        SentQuery sent =
                sent(BY_CITY, declared("text", ""), "{\"city\":\"a\"}", List.of(RULES, "[[(far ?c) [?c :x]]]"));

        assertThat(Edn.read(sent.text()))
                .isEqualTo(Edn.read("[:find ?c :in $customers ?city % :where [$customers ?c :customer/city ?city]]"));
        assertThat(sent.args().get(0).asText()).isEqualTo("a");
        assertThat(Edn.read(sent.args().get(1).path("edn").asText()))
                .isEqualTo(Edn.read("[[(near ?c ?city) [?c :customer/city ?city]] [(far ?c) [?c :x]]]"));
    }

    @Test
    void rulesOfProceduresComeWhereTheTextWantsThem() throws Exception {
        String text = "{:find [?c] :in [% $customers ?city], :where [($customers near ?c ?city)]}";

        SentQuery sent = sent(text, declared("text", ""), "{\"city\":\"a\"}", List.of(RULES));

        assertThat(sent.text()).isEqualTo(text);
        assertThat(sent.args().get(0).path("edn").asText()).isEqualTo(RULES);
        assertThat(sent.args().get(1).asText()).isEqualTo("a");
    }

    @Test
    void textWithoutInputsTakesRulesBesideItsDatabase() throws Exception {
        SentQuery sent = sent("[:find ?c :where (near ?c \"a\")]", "[]", "{}", List.of(RULES));

        assertThat(sent.text()).isEqualTo("[:find ?c :where (near ?c \"a\") :in $ %]");
    }

    @Test
    void declarationsThatDoNotFitTheTextAreRefused() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sent(BY_CITY, "[]", "{}", List.of()))
                .withMessageContaining("takes 1 values, ?city, but 0 parameters");
    }

    private static SentQuery sent(String text, String declared, String values, List<String> rules) throws Exception {
        return SentQuery.of(
                text,
                Optional.of(Parameter.read(new ObjectMapper().readTree(declared))),
                json(values),
                MissingNode.getInstance(),
                rules,
                false,
                OptionalInt.empty());
    }

    private static String declared(String type, @org.jspecify.annotations.Nullable String of) {
        return "[{\"name\":\"city\",\"type\":\"%s\",\"choices\":[\":a\",\":b\"]%s}]"
                .formatted(type.strip(), of == null || of.isBlank() ? "" : ",\"of\":\"" + of.strip() + "\"");
    }

    private static ObjectNode json(String text) throws Exception {
        JsonNode json = new ObjectMapper().readTree(text);
        return (ObjectNode) json;
    }
}
