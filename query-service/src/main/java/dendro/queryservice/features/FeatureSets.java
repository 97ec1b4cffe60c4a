package dendro.queryservice.features;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import datomic.Database;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.features.FeatureSet;
import dendro.features.FeatureWarnings;
import dendro.features.TypedFeatureSet;
import dendro.query.guard.QueryGuard;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Feature sets by their text, parsed, guarded and typed once and kept for a while: schemas may grow. */
public final class FeatureSets {

    private static final int KEPT = 100;
    private static final Duration KEPT_FOR = Duration.ofSeconds(30);

    private final Databases databases;
    private final QueryGuard guard;
    private final Duration patience;
    private final LoadingCache<String, Known> byText;

    /** Feature sets over databases, each given this long to answer with its schema. */
    public FeatureSets(Databases databases, QueryGuard guard, Duration patience) {
        this.databases = databases;
        this.guard = guard;
        this.patience = patience;
        this.byText = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(KEPT_FOR)
                .executor(Runnable::run)
                .build(this::type);
    }

    /**
     * The feature set of a text.
     *
     * @throws dendro.problem.ProblemException whatever is wrong with it
     */
    public TypedFeatureSet of(String text) {
        return byText.get(text).featureSet();
    }

    /** What may keep rows of its features from being reproduced, by the schemas that the feature set was typed by. */
    public FeatureWarnings warnings(String text) {
        return byText.get(text).warnings();
    }

    private record Known(TypedFeatureSet featureSet, FeatureWarnings warnings) {}

    private Known type(String text) {
        FeatureSet featureSet = FeatureSet.parse(text, guard);
        Map<String, Database> schemas = new TreeMap<>();
        for (String name : featureSet.databases()) {
            schemas.put(
                    name, databases.named(name).newest(Deadline.after(patience)).newest());
        }
        return new Known(TypedFeatureSet.of(featureSet, schemas), FeatureWarnings.ofFeatures(featureSet, schemas));
    }
}
