package dendro.features;

import datomic.Database;
import dendro.cursor.ResolvedCursor;
import dendro.query.AttributesNamed;
import dendro.query.Query;
import dendro.query.ReproductionWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What may keep rows of a feature set from being reproduced, by the schemas of a moment. Once for all rows: a schema change is
 * told of if any of them was read before it. Immutable.
 */
public final class FeatureWarnings {

    private final ReproductionWarnings warnings;

    private FeatureWarnings(ReproductionWarnings warnings) {
        this.warnings = warnings;
    }

    /**
     * Warnings about features.
     *
     * @param newest value of each database that they read, by name
     */
    public static FeatureWarnings ofFeatures(FeatureSet featureSet, Map<String, Database> newest) {
        return of(featureSet, featureSet.queries(), newest);
    }

    /**
     * Warnings about features, labels and the timestamps of training.
     *
     * @param newest value of each database that they read, by name
     */
    public static FeatureWarnings ofTraining(FeatureSet featureSet, Map<String, Database> newest) {
        List<Query> queries = new ArrayList<>(featureSet.queries());
        featureSet.label().ifPresent(label -> queries.add(label.query()));
        return of(featureSet, queries, newest);
    }

    private static FeatureWarnings of(FeatureSet featureSet, List<Query> queries, Map<String, Database> newest) {
        AttributesNamed named = new AttributesNamed()
                .with(featureSet.entity().attribute())
                .withRules(featureSet.rules().form());
        featureSet.entity().timestamp().ifPresent(named::with);
        Map<String, String> sources = new TreeMap<>();
        for (Query query : queries) {
            named.with(query);
            query.databases().forEach(database -> sources.put("$" + database, database));
        }
        return new FeatureWarnings(ReproductionWarnings.about(named, sources, newest));
    }

    /** The earliest bases that rows were read at. For one thread. */
    public final class OfRows {

        private final Map<String, Long> earliest = new TreeMap<>();

        private OfRows() {}

        /** Adds a row by its cursor. */
        public void add(ResolvedCursor cursor) {
            cursor.forEach((database, t) -> {
                Long before = earliest.get(database);
                if (before == null || t < before) {
                    earliest.put(database, t);
                }
            });
        }

        /** The warnings about these rows; none if there is no row. */
        public List<String> warnings() {
            return warnings.at(earliest);
        }
    }

    /** For rows yet to come. */
    public OfRows ofRows() {
        return new OfRows();
    }
}
