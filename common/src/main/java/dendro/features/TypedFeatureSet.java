package dendro.features;

import clojure.lang.Keyword;
import datomic.Attribute;
import datomic.Database;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.Query;
import dendro.query.RuleSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A feature set that has met the schemas of its databases: every attribute it names exists and every
 * column has a type.
 *
 * @param source as written
 * @param features what scoring and training read at a row's timestamp
 * @param label what training reads at timestamp plus horizon
 */
public record TypedFeatureSet(FeatureSet source, Reading features, Optional<LabelReading> label) {

    /**
     * The label's part.
     *
     * @param horizon how long after the row's timestamp it is read
     * @param reading of one column, a boolean or a number
     */
    public record LabelReading(Duration horizon, Reading reading) {}

    /**
     * Types a feature set by the schemas of its databases.
     *
     * @param schemas newest value of each database the feature set reads, by name
     * @throws ProblemException {@code attribute-unknown} or {@code feature-set-invalid}
     */
    public static TypedFeatureSet of(FeatureSet source, Map<String, Database> schemas) {
        ColumnType idType = idType(source, schemas);
        List<TypedQuery> features = new ArrayList<>();
        for (Query query : source.queries()) {
            features.add(typed(query, source.rules(), schemas, source.declaredTypes()));
        }
        Optional<LabelReading> label = source.label().map(written -> {
            TypedQuery query = typed(
                    written.query(),
                    source.rules(),
                    schemas,
                    Map.of(written.query().columns().get(0), ColumnType.BOOLEAN));
            return new LabelReading(
                    written.horizon(), new Reading(source.entity(), idType, source.rules(), List.of(query)));
        });
        return new TypedFeatureSet(source, new Reading(source.entity(), idType, source.rules(), features), label);
    }

    private static TypedQuery typed(
            Query query, RuleSet rules, Map<String, Database> schemas, Map<String, ColumnType> declared) {
        return new TypedQuery(query, new ColumnTyping(query, rules, schemas, declared).columns());
    }

    private static ColumnType idType(FeatureSet source, Map<String, Database> schemas) {
        EntityKey entity = source.entity();
        entity.timestamp().ifPresent(timestamp -> {
            if (!attribute(schemas, entity.database(), timestamp).valueType().equals(Attribute.TYPE_INSTANT)) {
                throw invalid("The timestamp attribute " + timestamp + " of feature set '" + source.name()
                        + "' must hold instants.");
            }
        });
        Attribute identity = attribute(schemas, entity.database(), entity.attribute());
        Object type = identity.valueType();
        if (identity.unique() != null) {
            if (type.equals(Attribute.TYPE_STRING)) {
                return ColumnType.TEXT;
            }
            if (type.equals(Attribute.TYPE_LONG)) {
                return ColumnType.LONG;
            }
            if (type.equals(Attribute.TYPE_UUID)) {
                return ColumnType.UUID;
            }
        }
        throw invalid("The identity attribute " + entity.attribute() + " of feature set '" + source.name()
                + "' must be unique and a string, long or uuid.");
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.FEATURE_SET_INVALID, detail).exception();
    }

    static Attribute attribute(Map<String, Database> schemas, String database, Keyword name) {
        Database schema = schemas.get(database);
        if (schema == null) {
            throw new Problem(ProblemType.DATABASE_UNKNOWN, "There is no database '" + database + "'.")
                    .with("database", database)
                    .exception();
        }
        Attribute attribute = schema.attribute(name);
        if (attribute == null) {
            throw new Problem(
                            ProblemType.ATTRIBUTE_UNKNOWN, "Database '" + database + "' has no attribute " + name + ".")
                    .with("database", database)
                    .with("attribute", name.toString())
                    .exception();
        }
        return attribute;
    }
}
