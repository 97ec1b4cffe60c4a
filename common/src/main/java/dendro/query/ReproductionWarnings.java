package dendro.query;

import clojure.lang.Keyword;
import datomic.Attribute;
import datomic.Database;
import datomic.Datom;
import datomic.Peer;
import dendro.database.DatabaseAt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may keep an answer from being reproduced although its cursor is known: the schema is always the newest one,
 * {@code :db/noHistory} attributes forget, and excision removes.
 */
final class ReproductionWarnings {

    private ReproductionWarnings() {}

    static List<String> of(Query query, Collection<DatabaseAt> read) {
        SortedSet<Keyword> keywords = new TreeSet<>();
        collect(query.find().elements(), keywords);
        collect(query.where(), keywords);
        List<String> warnings = new ArrayList<>();
        for (DatabaseAt database : read) {
            for (Keyword keyword : keywords) {
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

    private static void collect(Object form, SortedSet<Keyword> keywords) {
        if (form instanceof Keyword keyword) {
            keywords.add(keyword);
        } else if (form instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                collect(key, keywords);
                collect(value, keywords);
            });
        } else if (form instanceof Collection<?> parts) {
            parts.forEach(part -> collect(part, keywords));
        }
    }
}
