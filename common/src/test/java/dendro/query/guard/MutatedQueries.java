package dendro.query.guard;

import clojure.lang.IPersistentList;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentHashSet;
import clojure.lang.PersistentList;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import dendro.procedure.Procedures;
import dendro.query.QueriesAtThePeer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Queries, and rules and pull patterns given as their arguments, into which a stranger has inserted something, a few times
 * over: names of functions that are not allowed, calls of them, pieces of others. What the guard admits of them holds
 * allowed names only, and, run, does not do what was inserted.
 */
public final class MutatedQueries {

    /** Set by what is inserted, if anybody ever evaluates it. */
    private static final String REACHED = "dendro.query.guard.mutation-reached";

    private static final int MOST_MUTATIONS = 4;
    private static final QueryGuard GUARD = Procedures.installed().guard();

    private static final List<Object> WRITTEN = List.of(
            Edn.read(
                    "[:find ?id (count ?e) :keys id n :in $ $b % ?x [?y ...] shape :where [?e :tree/id ?id]"
                            + " [(str ?id \"a\") ?s] (not [?e :tree/rings 7]) (late ?e 1) (or-join [?e] [?e :a] (and [?e :b 1]))]"),
            Edn.read("{:find [(pull ?e [:a {:b [(:c :as :d)]}])] :where [[?e :a #{1}] [(vector [1 {:a 2}] ?e) ?v]]}"),
            Edn.read("[:find ?n :in $ :where [(q (quote [:find (max ?r) :in $ % :where (r ?r)]) $ (quote [[(r ?r) [_"
                    + " :tree/rings ?r] [(> ?r 1)]]])) [[?n]]]]"));

    private static final List<Object> QUERIES = Stream.concat(
                    WRITTEN.stream(),
                    Stream.concat(
                                    CallsOfEveryFunction.TEXT
                                            .lines()
                                            .map(call -> "[:find ?result :where [?oak :tree/id \"oak-1\"] ["
                                                    + call.strip() + " ?result]]"),
                                    Stream.of(
                                            "[:find (sum ?i) :in $ % :where (late ?b) [(interest ?b 0.1M 3) ?i]]",
                                            "[:find ?n :where [(random-numbers 3 1) [?n ...]] [(cursor-instant $) ?now]]",
                                            "[:find (pull ?e [(:tree/id :as :x :default 1)]) ?tx :in $ $log :where [?e :tree/id]"
                                                    + " [(tx-ids $log 1000 9000) [?tx ...]]]"))
                            .map(Edn::read))
            .toList();

    private static final List<Object> WRITTEN_RULES = Stream.of(
                    "[[(mine ?e) [?e :tree/rings ?n] [(< ?n 100)]] [(mine ?e) [?e :tree/id \"oak-1\"]]]",
                    "[[(mine ?e ?n) [?e :tree/rings ?r] [(+ ?r 1) ?n] (not [?e :tree/beside _])]]",
                    "[[(mine [?e] ?s) [?e :tree/id ?i] [(str ?i \"-\" ?i) ?s]] [(other ?x) (mine ?x \"a\") (or [?x :a 1] [?x :b])]]",
                    "[[(mine ?n) [(q (quote [:find (max ?r) :where [_ :tree/rings ?r]]) $) [[?n]]]]]",
                    "[[(mine ?e) ($ late ?e) [(get-else $ ?e :tree/planted [1 {:a 2}]) ?v]]]")
            .map(Edn::read)
            .toList();

    private static final List<Object> PATTERNS = Stream.of(
                    "[*]",
                    "[:tree/id {:tree/beside [:tree/id]} [:tree/rings :as :rings :default 7]]",
                    "[(:tree/species :as \"kind\") {(:tree/beside :limit 2) ...} (limit :tree/beside 3)]",
                    "[{:tree/_beside 3} (default :tree/planted [1 {:a #{2}}])]")
            .map(Edn::read)
            .toList();

    private static final Set<String> GRAMMAR = Set.of(
            "_",
            "%",
            ".",
            "...",
            "*",
            "pull",
            "q",
            "quote",
            "datomic.api/q",
            "not",
            "not-join",
            "or",
            "or-join",
            "and",
            "limit",
            "default");

    private static final List<Object> NAMES_OF_STRANGERS = Stream.of(
                    "System/exit",
                    "eval",
                    ".length",
                    "java.io.File.",
                    "slurp",
                    "new",
                    ".",
                    "clojure.core/map",
                    "fn",
                    "map",
                    "?a.b",
                    "?a/b",
                    "user/f",
                    "var",
                    "def",
                    "datomic.api/transact",
                    "'",
                    "load-string",
                    "read-string",
                    "requiring-resolve",
                    "dendro.bounded/str",
                    "dendro.procedures/interest",
                    "str.",
                    "$.x")
            .<Object>map(Symbol::intern)
            .toList();
    private static final List<Object> PLAIN = List.of(
            Edn.read("?x"),
            Edn.read("$"),
            Edn.read("str"),
            Edn.read("q"),
            Edn.read("late"),
            1L,
            "text",
            Edn.read(":xform"),
            Edn.read("quote"));
    private static final Object CALL = Edn.read("(System/setProperty \"" + REACHED + "\" \"1\")");

    private static final AllowedNames NAMES =
            AllowedNames.standard().withProcedures(Set.of("interest", "random-numbers", "cursor-instant"), Set.of());

    private final Random random;

    private MutatedQueries(long seed) {
        this.random = new Random(seed);
    }

    /**
     * What a mutated form is given as.
     *
     * @param name of it
     * @param written forms to mutate
     * @param admit refuses it, or does not
     * @param run has the peer take it
     */
    private record Part(String name, List<Object> written, Consumer<Object> admit, Consumer<Object> run) {}

    private static final Part QUERY = new Part(
            "query",
            QUERIES,
            GUARD::admitQuery,
            form -> QueriesAtThePeer.run(form, GUARD, Orchard.db(), Orchard.log()));

    private static final Part RULES = new Part(
            "rules", WRITTEN_RULES, GUARD::admitRules, form -> QueriesAtThePeer.runRules(form, GUARD, Orchard.db()));

    private static final Part PATTERN = new Part(
            "pull pattern",
            PATTERNS,
            GUARD::admitPullPattern,
            form -> QueriesAtThePeer.runPattern(form, GUARD, Orchard.db()));

    private static final List<Part> PARTS = List.of(QUERY, RULES, PATTERN);

    private record Mutant(Part part, Object form) {

        @Override
        public String toString() {
            return part.name() + " " + Edn.write(form);
        }
    }

    /** What is wrong with what a seed gives; empty if the guard refuses it or nothing is. */
    public static Optional<String> counterexample(long seed) {
        return counterexample(mutated(seed));
    }

    /** Whether the guard admits what a seed gives. */
    public static boolean isAdmitted(long seed) {
        return isAdmitted(mutated(seed));
    }

    /** As {@link #counterexample}, and whoever is not a stranger is run. */
    public static Optional<String> counterexampleOnceRun(long seed) {
        Mutant mutant = mutated(seed);
        Optional<String> wrong = counterexample(mutant);
        if (wrong.isPresent() || !isAdmitted(mutant)) {
            return wrong;
        }
        mutant.part().run().accept(mutant.form());
        return System.getProperty(REACHED) == null
                ? Optional.empty()
                : Optional.of("evaluates what was inserted: " + mutant);
    }

    private static Mutant mutated(long seed) {
        MutatedQueries queries = new MutatedQueries(seed);
        // Queries have as many parts to go wrong as the two others together.
        Part part = queries.random.nextBoolean() ? QUERY : queries.random.nextBoolean() ? RULES : PATTERN;
        Object form = queries.anyOf(part.written());
        int mutations = 1 + queries.random.nextInt(MOST_MUTATIONS);
        for (int mutation = 0; mutation < mutations; mutation++) {
            int at = queries.random.nextInt(forms(form).size());
            form = new Mutation(at, queries.insertion(2), queries.random.nextBoolean()).applyTo(form);
        }
        return new Mutant(part, form);
    }

    private static Optional<String> counterexample(Mutant mutant) {
        if (!isAdmitted(mutant)) {
            return Optional.empty();
        }
        List<String> strangers = strangers(mutant.form());
        return strangers.isEmpty() ? Optional.empty() : Optional.of("admits " + strangers + " in " + mutant);
    }

    private Object anyOf(List<Object> forms) {
        return forms.get(random.nextInt(forms.size()));
    }

    private Object insertion(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextInt(4) == 0 ? anyOf(PLAIN) : random.nextInt(3) == 0 ? CALL : anyOf(NAMES_OF_STRANGERS);
        }
        if (random.nextInt(3) == 0) {
            Part part = PARTS.get(random.nextInt(PARTS.size()));
            return anyOf(forms(anyOf(part.written())));
        }
        List<Object> items = new ArrayList<>();
        for (int item = random.nextInt(3); item >= 0; item--) {
            items.add(insertion(depth - 1));
        }
        return switch (random.nextInt(3)) {
            case 0 -> PersistentVector.create(items);
            case 1 -> PersistentList.create(items);
            default -> PersistentArrayMap.createAsIfByAssoc(new Object[] {items.get(0), items.get(0)});
        };
    }

    private static boolean isAdmitted(Mutant mutant) {
        try {
            mutant.part().admit().accept(mutant.form());
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    /** The names that could be called and are not allowed to be. */
    private static List<String> strangers(Object query) {
        List<String> strangers = new ArrayList<>();
        for (Object form : forms(query)) {
            boolean call = form instanceof IPersistentList && form instanceof List<?> items && !items.isEmpty();
            if (form instanceof Symbol symbol && !isHarmless(symbol)) {
                strangers.add(symbol.toString());
            } else if (call && form instanceof List<?> items && !isKnownHead(items.get(0))) {
                strangers.add(Edn.write(form));
            }
        }
        return strangers;
    }

    private static boolean isHarmless(Symbol symbol) {
        String name = symbol.toString();
        return GRAMMAR.contains(name)
                || NAMES.isFunction(name)
                || NAMES.isAggregate(name)
                || Names.isVariable(symbol)
                || Names.isSource(symbol)
                || Names.isPlain(symbol);
    }

    /** A plain name may head a list only as a rule, which no function is; the peer looks rules up, it never evaluates them. */
    private static boolean isKnownHead(Object head) {
        return Names.isSource(head)
                || head instanceof Keyword
                || (head instanceof Symbol symbol && isHarmless(symbol) && !Names.isVariable(symbol));
    }

    private static List<Object> forms(Object form) {
        List<Object> forms = new ArrayList<>();
        forms.add(form);
        children(form).forEach(child -> forms.addAll(forms(child)));
        return forms;
    }

    private static Collection<?> children(Object form) {
        if (form instanceof Map<?, ?> map) {
            List<Object> both = new ArrayList<>(map.keySet());
            both.addAll(map.values());
            return both;
        }
        return form instanceof Collection<?> items ? items : List.of();
    }

    /** Puts something at the n-th form, counted in depth-first order. */
    private static final class Mutation {

        private final Object inserted;
        private final boolean instead;
        private int left;

        Mutation(int at, Object inserted, boolean instead) {
            this.left = at;
            this.inserted = inserted;
            this.instead = instead;
        }

        Object applyTo(Object form) {
            if (form instanceof Map<?, ?> map) {
                List<Object> flat = new ArrayList<>();
                map.forEach((key, value) -> {
                    flat.add(key);
                    flat.add(applied(value).get(0));
                });
                return PersistentArrayMap.createAsIfByAssoc(flat.toArray());
            } else if (form instanceof Set<?> set) {
                return PersistentHashSet.create(mutated(set));
            } else if (form instanceof Collection<?> items) {
                List<Object> changed = mutated(items);
                return form instanceof IPersistentList
                        ? PersistentList.create(changed)
                        : PersistentVector.create(changed);
            }
            return form;
        }

        private List<Object> mutated(Collection<?> items) {
            List<Object> changed = new ArrayList<>();
            items.forEach(item -> changed.addAll(applied(item)));
            return changed;
        }

        private List<Object> applied(Object item) {
            if (left-- == 0) {
                return instead ? List.of(inserted) : List.of(inserted, item);
            }
            return List.of(applyTo(item));
        }
    }
}
