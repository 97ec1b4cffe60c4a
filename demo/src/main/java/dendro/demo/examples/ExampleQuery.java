package dendro.demo.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.edn.Edn;
import dendro.queryservice.format.EdnToJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A query to begin with. Its file holds a map in EDN of what is said about it, then the query as people read it.
 *
 * @param about name, description, tags, team, and where it has them parameters, chart and sources
 * @param text of the query
 */
public record ExampleQuery(JsonNode about, String text) {

    private static final String QUERY = "\n[:find";

    /** In the order in which a newcomer reads them. */
    private static final List<String> NAMES = List.of(
            "quercus-and-his-city",
            "every-city-of-a-customer",
            "purchase-with-everything",
            "purchases-of-a-customer",
            "charge-backs-by-category",
            "money-charged-back",
            "purchases-by-status",
            "spent-by-category",
            "large-purchases",
            "bills-past-due",
            "owed-by-city",
            "interest-on-late-bills",
            "paid-late-most",
            "bills-due-between",
            "customers-by-city",
            "income-by-job",
            "who-moved",
            "changes-of-limits",
            "nearly-at-the-limit",
            "away-from-home",
            "never-bought",
            "merchants-without-charge-backs",
            "best-merchants",
            "installments",
            "time-to-charge-back",
            "lottery",
            "customers-of-jobs",
            "everything-about",
            "new-customers",
            "trouble-ahead");

    /** All that the demo comes with. */
    public static List<ExampleQuery> all() {
        return NAMES.stream().map(ExampleQuery::read).toList();
    }

    /** What saves it. */
    public ObjectNode toSave() {
        return about.<ObjectNode>deepCopy().put("text", text);
    }

    private static ExampleQuery read(String name) {
        try (InputStream file = Objects.requireNonNull(ExampleQuery.class.getResourceAsStream(name + ".edn"), name)) {
            String whole = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int query = whole.indexOf(QUERY);
            return new ExampleQuery(
                    EdnToJson.json(Edn.read(whole.substring(0, query)), Set.of()),
                    whole.substring(query).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
