package dendro.query;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import dendro.edn.Edn;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that queries and what they are given name, by name or id. Where a variable stands in the place of an
 * attribute, or a pull has {@code *}, every attribute of the source is meant. Gathered by one thread.
 */
public final class AttributesNamed {

    private static final Symbol EVERYTHING = Symbol.intern("*");
    private static final String DEFAULT_SOURCE = "$";
    private static final Set<String> RANDOM = Set.of("rand", "sample");
    private static final Set<String> NESTED = Set.of("q", "datomic.api/q");
    private static final Set<String> GROUPS = Set.of("not", "or", "and", "not-join", "or-join");

    private final SortedSet<Keyword> keywords = new TreeSet<>();
    private final Set<Long> ids = new HashSet<>();
    private final Set<String> wholeSources = new HashSet<>();
    private final Set<String> random = new LinkedHashSet<>();
    private boolean allSources;

    /** Adds a query without its inputs. */
    public AttributesNamed with(Query query) {
        find(query.find().elements());
        with(query.where());
        clauses(query.where(), DEFAULT_SOURCE, wholeSources::add);
        return this;
    }

    /** Adds rules, {@code [[(name ?x) clause...] ...]}, which may be called with any source. */
    public AttributesNamed withRules(List<?> rules) {
        with(rules);
        for (Object rule : rules) {
            List<?> parts = (List<?>) rule;
            clauses(parts.subList(1, parts.size()), DEFAULT_SOURCE, source -> allSources = true);
        }
        return this;
    }

    /** Adds all keywords of a form, and every attribute if it is a pull pattern with {@code *}. */
    public AttributesNamed with(@Nullable Object form) {
        if (form instanceof Keyword keyword) {
            keywords.add(keyword);
        } else if (form instanceof Map<?, ?> map) {
            with(map.keySet());
            with(map.values());
        } else if (form instanceof Collection<?> parts) {
            allSources |= form instanceof RandomAccess && parts.contains(EVERYTHING);
            parts.forEach(this::with);
        }
        return this;
    }

    /** By name; what is no attribute is among them, too. */
    SortedSet<Keyword> keywords() {
        return keywords;
    }

    /** By id. */
    Set<Long> ids() {
        return ids;
    }

    /** Aggregates that pick at random, as they are written. */
    Set<String> random() {
        return random;
    }

    /** Whether any attribute of a source may be meant. */
    boolean namesAllOf(Collection<String> sources) {
        return allSources || sources.stream().anyMatch(wholeSources::contains);
    }

    private void find(List<?> elements) {
        with(elements);
        for (Object element : elements) {
            if (ClauseForms.isParenthesised(element)
                    && RANDOM.contains(String.valueOf(ClauseForms.items(element).get(0)))) {
                random.add(Edn.write(element));
            }
            if (element instanceof List<?> inner && !ClauseForms.isParenthesised(element)) {
                find(inner);
            }
        }
    }

    private void clauses(List<?> clauses, String source, Consumer<String> whole) {
        clauses.forEach(clause -> clause(ClauseForms.items(clause), source, whole));
    }

    /**
     * Adds a clause.
     *
     * @param around the source that is meant where none is named
     * @param whole takes sources of which every attribute is meant
     */
    private void clause(List<?> clause, String around, Consumer<String> whole) {
        String source = ClauseForms.source(clause).orElse(around);
        List<?> parts = ClauseForms.withoutSource(clause);
        if (!ClauseForms.isParenthesised(clause)) {
            if (ClauseForms.isParenthesised(parts.get(0))) {
                call(ClauseForms.items(parts.get(0)), whole);
            } else {
                attribute(parts.size() < 2 ? EVERYTHING : parts.get(1), source, whole);
            }
        } else if (GROUPS.contains(String.valueOf(parts.get(0)))) {
            boolean hasHead = String.valueOf(parts.get(0)).endsWith("-join");
            clauses(parts.subList(hasHead ? 2 : 1, parts.size()), source, whole);
        }
    }

    private void call(List<?> call, Consumer<String> whole) {
        String name = String.valueOf(call.get(0));
        if (NESTED.contains(name)) {
            Map<Keyword, List<?>> query =
                    Query.sections(ClauseForms.items(call.get(1)).get(1));
            find(query.getOrDefault(Query.FIND, List.of()));
            clauses(query.getOrDefault(Query.WHERE, List.of()), DEFAULT_SOURCE, source -> allSources = true);
        } else {
            int place = placeOfAttribute(name);
            if (place > 0 && place < call.size()) {
                attribute(call.get(place), String.valueOf(call.get(1)), whole);
            }
        }
    }

    /** Where in a call the attribute stands that it reads; 0 if it reads none. */
    private static int placeOfAttribute(String function) {
        return switch (function) {
            case "get-else", "get-some", "missing?" -> 3;
            case "fulltext" -> 2;
            default -> 0;
        };
    }

    private void attribute(Object attribute, String source, Consumer<String> whole) {
        if (attribute instanceof Long id) {
            ids.add(id);
        } else if (attribute instanceof Symbol) {
            whole.accept(source);
        }
    }
}
