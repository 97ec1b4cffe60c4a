package dendro.query.guard;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.IPersistentList;
import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentHashSet;
import clojure.lang.PersistentList;
import clojure.lang.PersistentVector;
import clojure.lang.Symbol;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a stranger inserts into a query, what is admitted holds no name that could be called but allowed ones. */
class MutatedQueriesTest {

    private static final List<Object> QUERIES = List.of(
            Edn.read(
                    "[:find ?id (count ?e) :keys id n :in $ $b % ?x [?y ...] shape :where [?e :tree/id ?id]"
                            + " [(str ?id \"a\") ?s] (not [?e :tree/rings 7]) (late ?e 1) (or-join [?e] [?e :a] (and [?e :b 1]))]"),
            Edn.read("{:find [(pull ?e [:a {:b [(:c :as :d)]}])] :where [[?e :a #{1}] [(vector [1 {:a 2}] ?e) ?v]]}"),
            Edn.read("[:find ?n :in $ :where [(q (quote [:find (max ?r) :in $ % :where (r ?r)]) $ (quote [[(r ?r) [_"
                    + " :tree/rings ?r] [(> ?r 1)]]])) [[?n]]]]"));

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

    private static final AllowedNames NAMES = AllowedNames.standard();

    private final QueryGuard guard = new QueryGuard();

    @Property(tries = 20_000)
    void admittedMutation_callsAllowedNamesOnly(
            @ForAll("queries") Object query,
            @ForAll int at,
            @ForAll("insertions") Object inserted,
            @ForAll boolean instead) {
        int positions = forms(query).size();
        Object mutated = new Mutation(Math.floorMod(at, positions), inserted, instead).applyTo(query);

        if (isAdmitted(mutated)) {
            assertThat(strangers(mutated)).as(Edn.write(mutated)).isEmpty();
        }
    }

    @Provide
    Arbitrary<Object> queries() {
        return Arbitraries.of(QUERIES);
    }

    @Provide
    Arbitrary<Object> insertions() {
        Arbitrary<Object> evil = Arbitraries.of(
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
                        "'")
                .map(Symbol::intern);
        Arbitrary<Object> plain = Arbitraries.of(
                Edn.read("?x"), Edn.read("$"), Edn.read("str"), 1L, "text", Edn.read(":xform"), Edn.read("quote"));
        Arbitrary<Object> leaf = Arbitraries.frequencyOf(Tuple.of(3, evil), Tuple.of(1, plain));
        return Arbitraries.recursive(
                () -> leaf,
                inner -> inner.list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .flatMap(items -> Arbitraries.of(
                                (Object) PersistentVector.create(items),
                                PersistentList.create(items),
                                PersistentArrayMap.createAsIfByAssoc(new Object[] {items.get(0), items}))),
                0,
                3);
    }

    private boolean isAdmitted(Object query) {
        try {
            guard.admitQuery(query);
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
