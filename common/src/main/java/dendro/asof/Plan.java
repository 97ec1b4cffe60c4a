package dendro.asof;

import datomic.Attribute;
import datomic.Database;
import dendro.cursor.ResolvedCursor;
import dendro.features.Reading;
import dendro.features.TypedQuery;
import dendro.query.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A reading compiled once for any number of rows: which queries run as steps over which attributes, and which are left
 * to the peer and why. Immutable.
 */
public final class Plan {

    private final Reading reading;
    private final List<String> databases;
    private final List<PlannedAttribute> attributes;
    private final Set<Integer> readByValue;
    private final int identity;
    private final int homeSource;
    private final ResolvedCursor beginning;
    private final List<PlannedQuery> queries;
    private final Optional<Reading> uncompiled;

    private Plan(
            Reading reading,
            List<String> databases,
            PlannedAttributes attributes,
            int identity,
            List<PlannedQuery> queries) {
        this.reading = reading;
        this.databases = databases;
        this.attributes = attributes.attributes();
        this.readByValue = attributes.readByValue();
        this.identity = identity;
        this.homeSource = databases.indexOf(reading.entity().database());
        this.beginning = ResolvedCursor.of(databases.stream().collect(Collectors.toMap(name -> name, name -> 0L)));
        this.queries = List.copyOf(queries);
        this.uncompiled = uncompiled(reading, queries);
    }

    /**
     * Compiles a reading.
     *
     * @param schemas newest value of each database of the reading, by name
     */
    static Plan of(Reading reading, Map<String, Database> schemas) {
        List<String> databases = List.copyOf(reading.databases());
        PlannedAttributes attributes = new PlannedAttributes(databases, reading.entity(), schemas);
        Attribute identity = attributes
                .schema(reading.entity().database(), reading.entity().attribute())
                .orElseThrow();
        int identityNumber = attributes.byValue(reading.entity().database(), identity);
        List<PlannedQuery> queries = new ArrayList<>();
        for (TypedQuery query : reading.queries()) {
            queries.add(planned(query, identity.valueType(), reading.rules(), attributes));
        }
        return new Plan(reading, databases, attributes, identityNumber, queries);
    }

    private static PlannedQuery planned(TypedQuery query, Object idType, RuleSet rules, PlannedAttributes attributes) {
        PlannedAttributes.Snapshot before = attributes.snapshot();
        try {
            return new PlannedQuery.Compiled(CompiledQuery.compile(query, idType, rules, attributes));
        } catch (CannotCompile e) {
            attributes.restore(before);
            return new PlannedQuery.Uncompiled(query, e.what());
        }
    }

    /** What the plan does, clause by clause, for people to read. */
    public String explain() {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (PlannedQuery query : queries) {
            number++;
            String columns = String.join(", ", query.query().query().columns());
            if (query instanceof PlannedQuery.Compiled compiled) {
                text.append("query ")
                        .append(number)
                        .append(" (")
                        .append(columns)
                        .append("): compiled\n");
                compiled.steps()
                        .lines()
                        .forEach(line -> text.append("  ").append(line).append('\n'));
            } else if (query instanceof PlannedQuery.Uncompiled uncompiled) {
                text.append("query ")
                        .append(number)
                        .append(" (")
                        .append(columns)
                        .append("): one Peer.query a row\n");
                text.append("  ").append(uncompiled.why().clause()).append('\n');
                text.append("  because ").append(uncompiled.why().reason()).append('\n');
            }
        }
        text.append("attributes\n");
        for (int index = 0; index < attributes.size(); index++) {
            PlannedAttribute attribute = attributes.get(index);
            text.append("  $")
                    .append(attribute.database())
                    .append(' ')
                    .append(attribute.name())
                    .append(readByValue.contains(index) ? "  by entity and by value" : "  by entity")
                    .append('\n');
        }
        return text.toString();
    }

    /** Whether no query is left to the peer. */
    public boolean isCompiled() {
        return uncompiled.isEmpty();
    }

    Reading reading() {
        return reading;
    }

    List<String> databases() {
        return databases;
    }

    /** Before the first transaction of each database. */
    ResolvedCursor beginning() {
        return beginning;
    }

    List<PlannedAttribute> attributes() {
        return attributes;
    }

    boolean isReadByValue(int attribute) {
        return readByValue.contains(attribute);
    }

    int identity() {
        return identity;
    }

    int homeSource() {
        return homeSource;
    }

    List<PlannedQuery> queries() {
        return queries;
    }

    /** The part of the reading that is left to the peer; empty if none is. */
    Optional<Reading> uncompiled() {
        return uncompiled;
    }

    private static Optional<Reading> uncompiled(Reading reading, List<PlannedQuery> queries) {
        List<TypedQuery> left = queries.stream()
                .filter(PlannedQuery.Uncompiled.class::isInstance)
                .map(PlannedQuery::query)
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reading(reading.entity(), reading.idType(), reading.rules(), left));
    }
}
