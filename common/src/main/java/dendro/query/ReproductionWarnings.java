package dendro.query;

import clojure.lang.Keyword;
import datomic.Attribute;
import datomic.Database;
import datomic.Datom;
import datomic.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What may keep an answer from being reproduced although its cursor is known: the schema is always the newest one,
 * {@code :db/noHistory} attributes forget, and excision removes. What the schemas say is read once; what it means as of a
 * cursor costs next to nothing then. Immutable.
 */
public final class ReproductionWarnings {

    private final Set<String> random;
    private final SortedMap<String, Facts> byDatabase;

    /**
     * What there is to know of a database.
     *
     * @param inWhole whether its attributes are here because any of them may have been read
     * @param attributes that are not as simple as they seem
     * @param isExcised whether facts have ever been removed
     */
    private record Facts(boolean inWhole, List<AttributeFacts> attributes, boolean isExcised) {}

    private record AttributeFacts(Keyword name, boolean keepsNoHistory, List<Long> changes) {}

    private ReproductionWarnings(Set<String> random, SortedMap<String, Facts> byDatabase) {
        this.random = random;
        this.byDatabase = byDatabase;
    }

    /**
     * Warnings about what has been named, in the databases as they are now.
     *
     * @param sources names of databases by the variables of the sources that read them
     * @param newest those databases by name
     */
    public static ReproductionWarnings about(
            AttributesNamed named, Map<String, String> sources, Map<String, Database> newest) {
        SortedMap<String, Facts> facts = new TreeMap<>();
        newest.forEach((name, database) -> {
            Set<String> variables = sources.entrySet().stream()
                    .filter(source -> source.getValue().equals(name))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            facts.put(name, facts(named, named.namesAllOf(variables), database));
        });
        return new ReproductionWarnings(Set.copyOf(named.random()), facts);
    }

    /** Warnings about a query with its inputs: rules and pull patterns among them name attributes, too. */
    static ReproductionWarnings about(Question question, List<Object> inputs, Map<String, Database> newest) {
        AttributesNamed named = new AttributesNamed().with(question.query());
        Map<String, String> sources = new LinkedHashMap<>();
        for (int index = 0; index < inputs.size(); index++) {
            QueryInput input = question.query().inputs().get(index);
            if (input instanceof QueryInput.Rules || input instanceof QueryInput.Procedures) {
                named.withRules((List<?>) inputs.get(index));
            } else if (input instanceof QueryInput.Source source) {
                if (question.sources().of(source.variable()) instanceof QuerySource.OfDatabase facts) {
                    sources.put(source.variable(), facts.database());
                }
            } else if (!question.isSource(input)) {
                named.with(inputs.get(index));
            }
        }
        return about(named, sources, newest);
    }

    /**
     * The warnings about an answer.
     *
     * @param cursor the basis of each database that was read
     */
    public List<String> at(Map<String, Long> cursor) {
        List<String> warnings = new ArrayList<>();
        for (String element : random) {
            warnings.add(element + " picks at random; the same question may have another answer.");
        }
        byDatabase.forEach((name, facts) -> {
            Long t = cursor.get(name);
            if (t != null) {
                addAbout(name, facts, t, warnings);
            }
        });
        return warnings;
    }

    private static void addAbout(String database, Facts facts, long t, List<String> warnings) {
        List<String> ofAttributes = new ArrayList<>();
        for (AttributeFacts attribute : facts.attributes()) {
            if (attribute.keepsNoHistory()) {
                ofAttributes.add("Attribute " + attribute.name() + " of database '" + database
                        + "' keeps no history; its values are today's, not those of the cursor.");
            }
            attribute.changes().stream()
                    .filter(change -> change > t)
                    .findFirst()
                    .ifPresent(
                            change -> ofAttributes.add("The schema of attribute " + attribute.name() + " of database '"
                                    + database + "' changed after the cursor, in transaction t " + change + "."));
        }
        if (facts.inWhole() && !ofAttributes.isEmpty()) {
            warnings.add("Any attribute of database '" + database + "' may have been read, since one was given by a"
                    + " variable or all were asked for; what is said of its attributes is about all it has.");
        }
        warnings.addAll(ofAttributes);
        if (facts.isExcised()) {
            warnings.add("Database '" + database + "' has had facts excised; what was excised is gone from "
                    + "every moment.");
        }
    }

    private static Facts facts(AttributesNamed named, boolean inWhole, Database newest) {
        List<AttributeFacts> facts = new ArrayList<>();
        for (Keyword name : inWhole ? attributes(newest) : named(named, newest)) {
            Attribute attribute = newest.attribute(name);
            if (attribute != null) {
                List<Long> changes = new ArrayList<>();
                for (Datom datom : newest.history().datoms(Database.EAVT, attribute.id())) {
                    changes.add(Peer.toT(datom.tx()));
                }
                facts.add(new AttributeFacts(
                        name,
                        attribute.hasNoHistory(),
                        changes.stream().distinct().sorted().toList()));
            }
        }
        return new Facts(
                inWhole,
                facts,
                newest.datoms(Database.AEVT, ":db/excise").iterator().hasNext());
    }

    private static SortedSet<Keyword> named(AttributesNamed named, Database newest) {
        SortedSet<Keyword> names = new TreeSet<>(named.keywords());
        for (Long id : named.ids()) {
            if (newest.ident(id) instanceof Keyword name) {
                names.add(name);
            }
        }
        return names;
    }

    private static SortedSet<Keyword> attributes(Database newest) {
        SortedSet<Keyword> names = new TreeSet<>();
        for (Datom datom : newest.datoms(Database.AEVT, ":db/valueType")) {
            if (newest.ident(datom.e()) instanceof Keyword name) {
                names.add(name);
            }
        }
        return names;
    }
}
