package dendro.queryservice.features;

import dendro.asof.AsOfEngine;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.Visibility;
import dendro.features.EntityAt;
import dendro.features.FeatureEvaluator;
import dendro.features.FeatureOutcome;
import dendro.features.FeatureSet;
import dendro.features.QueryPerRow;
import dendro.features.Reading;
import dendro.features.TypedFeatureSet;
import dendro.query.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Features as different callers may see them. A feature set that names a private attribute is refused to those who may
 * not see it. The engine's timelines hold every fact, so of the others it answers those readings of which the plan shows
 * that they read nothing hidden; the rest goes to the peer, row by row, over what the caller sees.
 */
public final class VisibleFeatures {

    private final Databases databases;
    private final AsOfEngine engine;
    private final Duration queryTime;
    private final Duration batchTime;

    /** Over an engine and the databases it reads, with the times that engine was given. */
    public VisibleFeatures(Databases databases, AsOfEngine engine, Duration queryTime, Duration batchTime) {
        this.databases = databases;
        this.engine = engine;
        this.queryTime = queryTime;
        this.batchTime = batchTime;
    }

    /**
     * The evaluator of a feature set for a reader.
     *
     * @throws dendro.problem.ProblemException {@code attribute-private}, {@code database-unavailable}
     */
    public FeatureEvaluator evaluator(TypedFeatureSet featureSet, Visibility visibility, Deadline deadline) {
        if (visibility.isEverything()) {
            return engine;
        }
        requireNothingHiddenNamed(featureSet.source(), visibility, deadline);
        return new Seen(engine, engine, new QueryPerRow(databases, queryTime, batchTime, visibility), visibility);
    }

    /**
     * How a feature set is read for a reader, for people to read.
     *
     * @throws dendro.problem.ProblemException {@code attribute-private}, {@code database-unavailable}
     */
    public String explain(TypedFeatureSet featureSet, Visibility visibility, Deadline deadline) {
        if (!visibility.isEverything()) {
            requireNothingHiddenNamed(featureSet.source(), visibility, deadline);
            if (!engine.readsNothingHidden(featureSet.features(), visibility, deadline)) {
                return """
                        one Peer.query a row
                          because it may come upon attributes that your roles may not see, which are left out
                        """;
            }
        }
        return engine.explain(featureSet.features(), deadline);
    }

    private void requireNothingHiddenNamed(FeatureSet source, Visibility visibility, Deadline deadline) {
        List<Object> forms = forms(source);
        List<Query> queries = new ArrayList<>(source.queries());
        source.label().ifPresent(label -> queries.add(label.query()));
        List<String> names = new ArrayList<>(List.of(source.entity().database()));
        queries.forEach(query -> names.addAll(query.databases()));
        for (String name : names.stream().distinct().toList()) {
            visibility.requireUnnamed(databases.named(name).newest(deadline), forms);
        }
    }

    /**
     * Features for a reader who may not see everything.
     *
     * @param whole reads hidden attributes, too, if a reading asks for them
     * @param filtered cannot
     */
    private record Seen(AsOfEngine engine, FeatureEvaluator whole, FeatureEvaluator filtered, Visibility visibility)
            implements FeatureEvaluator {

        @Override
        public List<FeatureOutcome> evaluate(Reading reading, List<EntityAt> rows, Deadline deadline) {
            return (engine.readsNothingHidden(reading, visibility, deadline) ? whole : filtered)
                    .evaluate(reading, rows, deadline);
        }

        @Override
        public FeatureEvaluator expecting(long rows) {
            return new Seen(engine, whole.expecting(rows), filtered.expecting(rows), visibility);
        }
    }

    private static List<Object> forms(FeatureSet source) {
        List<Object> forms = new ArrayList<>();
        forms.add(source.entity().attribute());
        source.entity().timestamp().ifPresent(forms::add);
        forms.add(source.rules().form());
        List<Query> queries = new ArrayList<>(source.queries());
        source.label().ifPresent(label -> queries.add(label.query()));
        for (Query query : queries) {
            forms.add(query.find().elements());
            forms.add(query.where());
        }
        return forms;
    }
}
