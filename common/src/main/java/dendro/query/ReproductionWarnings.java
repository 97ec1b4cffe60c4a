package dendro.query;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import datomic.Attribute;
import datomic.Database;
import datomic.Datom;
import datomic.Log;
import datomic.Peer;
import dendro.database.DatabaseAt;
import dendro.edn.Edn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What may keep an answer from being reproduced although its cursor is known: the schema is always the newest one,
 * {@code :db/noHistory} attributes forget, and excision removes.
 */
final class ReproductionWarnings {

    private static final Symbol EVERYTHING = Symbol.intern("*");
    private static final Set<Symbol> RANDOM = Set.of(Symbol.intern("rand"), Symbol.intern("sample"));

    private ReproductionWarnings() {}

    /** Warnings about a query with its inputs: rules and pull patterns among them name attributes, too. */
    static List<String> of(Query query, List<Object> inputs, Collection<DatabaseAt> read) {
        SortedSet<Keyword> keywords = new TreeSet<>();
        boolean everything = collect(query.find().elements(), keywords);
        everything |= collect(query.peerForm().valAt(Query.WHERE), keywords);
        for (Object input : inputs) {
            if (!(input instanceof Database || input instanceof Log)) {
                everything |= collect(input, keywords);
            }
        }
        List<String> warnings = new ArrayList<>();
        for (Object element : query.find().elements()) {
            if (element instanceof List<?> call && RANDOM.contains(call.get(0))) {
                warnings.add(Edn.write(element) + " picks at random; the same question may have another answer.");
            }
        }
        for (DatabaseAt database : read) {
            for (Keyword keyword : everything ? attributes(database) : keywords) {
                attribute(database, keyword, warnings);
            }
            if (database.newest().datoms(Database.AEVT, ":db/excise").iterator().hasNext()) {
                warnings.add("Database '" + database.name() + "' has had facts excised; what was excised is gone from "
                        + "every moment.");
            }
        }
        return warnings;
    }

    private static void attribute(DatabaseAt database, Keyword keyword, List<String> warnings) {
        Attribute attribute = database.newest().attribute(keyword);
        if (attribute == null) {
            return;
        }
        if (attribute.hasNoHistory()) {
            warnings.add("Attribute " + keyword + " of database '" + database.name()
                    + "' keeps no history; its values are today's, not those of the cursor.");
        }
        for (Datom datom : database.newest().history().datoms(Database.EAVT, attribute.id())) {
            if (Peer.toT(datom.tx()) > database.t()) {
                warnings.add("The schema of attribute " + keyword + " of database '" + database.name()
                        + "' changed after the cursor, in transaction t " + Peer.toT(datom.tx()) + ".");
                return;
            }
        }
    }

    private static SortedSet<Keyword> attributes(DatabaseAt database) {
        SortedSet<Keyword> names = new TreeSet<>();
        for (Datom datom : database.newest().datoms(Database.AEVT, ":db/valueType")) {
            if (database.newest().ident(datom.e()) instanceof Keyword name) {
                names.add(name);
            }
        }
        return names;
    }

    /** Collects the keywords of a form, and says whether it pulls every attribute there is. */
    private static boolean collect(@Nullable Object form, SortedSet<Keyword> keywords) {
        if (form instanceof Keyword keyword) {
            keywords.add(keyword);
            return false;
        }
        if (form instanceof Map<?, ?> map) {
            boolean everything = collect(map.keySet(), keywords);
            everything |= collect(map.values(), keywords);
            return everything;
        }
        if (form instanceof Collection<?> parts) {
            boolean everything = form instanceof RandomAccess && parts.contains(EVERYTHING);
            for (Object part : parts) {
                everything |= collect(part, keywords);
            }
            return everything;
        }
        return false;
    }
}
