package dendro.features;

import clojure.lang.Keyword;
import clojure.lang.PersistentVector;
import dendro.edn.Edn;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.FindSpec;
import dendro.query.Query;
import dendro.query.QueryInput;
import dendro.query.RuleSet;
import dendro.query.guard.QueryGuard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a model wants to know about one entity at one moment, as an EDN file says it: the entity, the
 * queries that take its id, and the label. Known to be well formed; whether its attributes exist is
 * known once it meets the schemas, as a {@link TypedFeatureSet}.
 *
 * @param name of the feature set, and of the models trained on it
 * @param entity what rows are about
 * @param rules that the queries and the label's may call
 * @param queries whose columns stand side by side
 * @param declaredTypes of columns whose type the schema does not tell
 * @param label what training predicts; empty in a feature set that only scores
 * @param text the file as one line of EDN
 */
public record FeatureSet(
        String name,
        EntityKey entity,
        RuleSet rules,
        List<Query> queries,
        Map<String, ColumnType> declaredTypes,
        Optional<Label> label,
        String text) {

    public FeatureSet {
        queries = List.copyOf(queries);
        declaredTypes = Map.copyOf(declaredTypes);
    }

    /**
     * The feature set that a file holds.
     *
     * @throws ProblemException {@code edn-syntax}, {@code feature-set-invalid}, {@code query-invalid} or
     *     {@code query-forbidden}, naming the place
     */
    public static FeatureSet parse(String text, QueryGuard guard) {
        Map<?, ?> file = map(Edn.read(text), "The feature set");
        for (Object key : file.keySet()) {
            if (!KNOWN.contains(key)) {
                throw invalid("The feature set has an entry " + Edn.write(key) + " that means nothing; it may have "
                        + ":name, :entity, :rules, :features, :types and :label.");
            }
        }
        String name = keyword(file.get(NAME), ":name").getName();
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw invalid(
                    "The name '" + name + "' of the feature set may have lower-case letters, digits and hyphens.");
        }
        Object queries = file.get(FEATURES);
        if (!(queries instanceof List<?> forms) || forms.isEmpty()) {
            throw invalid(":features of feature set '" + name + "' must be a vector of queries.");
        }
        List<Query> parsed = forms.stream().map(form -> query(form, guard)).toList();
        Optional<Label> label = label(file.get(LABEL), guard);
        FeatureSet featureSet = new FeatureSet(
                name,
                entity(map(file.get(ENTITY), ":entity")),
                rules(file.get(RULES), parsed, label, guard),
                parsed,
                types(file.get(TYPES)),
                label,
                Edn.write(file));
        featureSet.refuseColumnsNamedTwice();
        featureSet.requireRules();
        return featureSet;
    }

    /** The names of all databases it reads: the entity's, those of the queries and of the label. */
    public Set<String> databases() {
        Set<String> names = new TreeSet<>(Set.of(entity.database()));
        queries.forEach(query -> names.addAll(query.databases()));
        label.ifPresent(written -> names.addAll(written.query().databases()));
        return names;
    }

    /** SHA-256 of {@link #text}, in hex: which feature set a model was trained on. */
    public String hash() {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }

    private static final Keyword NAME = Keyword.intern("name");
    private static final Keyword ENTITY = Keyword.intern("entity");
    private static final Keyword RULES = Keyword.intern("rules");
    private static final Keyword FEATURES = Keyword.intern("features");
    private static final Keyword TYPES = Keyword.intern("types");
    private static final Keyword LABEL = Keyword.intern("label");
    private static final Set<Keyword> KNOWN = Set.of(NAME, ENTITY, RULES, FEATURES, TYPES, LABEL);

    private static EntityKey entity(Map<?, ?> entity) {
        Object timestamp = entity.get(Keyword.intern("timestamp"));
        return new EntityKey(
                keyword(entity.get(Keyword.intern("database")), ":entity :database")
                        .getName(),
                keyword(entity.get(Keyword.intern("attribute")), ":entity :attribute"),
                timestamp == null ? Optional.empty() : Optional.of(keyword(timestamp, ":entity :timestamp")));
    }

    private static Map<String, ColumnType> types(@Nullable Object types) {
        Map<String, ColumnType> declared = new LinkedHashMap<>();
        if (types != null) {
            map(types, ":types")
                    .forEach((column, type) -> declared.put(
                            keyword(column, ":types").getName(),
                            ColumnType.ofLabel(keyword(type, ":types " + column).getName())));
        }
        return declared;
    }

    private static Optional<Label> label(@Nullable Object form, QueryGuard guard) {
        if (form == null) {
            return Optional.empty();
        }
        Map<?, ?> label = map(form, ":label");
        Object horizon = label.get(Keyword.intern("horizon"));
        Object query = label.get(Keyword.intern("query"));
        if (query == null) {
            throw invalid(":label needs a :query.");
        }
        Query parsed = query(query, guard);
        if (parsed.columns().size() != 1) {
            throw invalid(":label :query finds " + parsed.columns().size() + " columns; a label is one.");
        }
        try {
            Duration length = Duration.parse(String.valueOf(horizon));
            if (length.isNegative() || length.isZero()) {
                throw invalid(":label :horizon must be longer than nothing, not '" + horizon + "'.");
            }
            return Optional.of(new Label(length, parsed));
        } catch (DateTimeParseException e) {
            throw invalid(":label :horizon must be an ISO-8601 duration such as \"P60D\", not " + horizon + ".");
        }
    }

    private static Query query(Object form, QueryGuard guard) {
        Query query = Query.of(form, guard);
        if (query.find().shape() != FindSpec.Shape.RELATION || !query.namesColumns()) {
            throw invalid("A feature query finds a relation and names its columns with :keys: " + query.text());
        }
        if (query.inputs().contains(new QueryInput.Source("$"))
                || query.databases().isEmpty()) {
            throw invalid("A feature query names its databases, such as :in $purchases ?id: " + query.text());
        }
        List<QueryInput> values = query.inputs().stream()
                .filter(input -> input instanceof QueryInput.Value || input instanceof QueryInput.PullPattern)
                .toList();
        if (values.size() != 1
                || !(values.get(0) instanceof QueryInput.Value id)
                || !id.binding().startsWith("?")) {
            throw invalid("A feature query takes databases and one value, the entity's id, such as "
                    + ":in $purchases ?id: " + query.text());
        }
        return query;
    }

    private static RuleSet rules(@Nullable Object form, List<Query> queries, Optional<Label> label, QueryGuard guard) {
        Set<String> called = new HashSet<>();
        queries.forEach(query -> called.addAll(query.rulesCalled()));
        label.ifPresent(written -> called.addAll(written.query().rulesCalled()));
        if (form == null && called.isEmpty()) {
            return RuleSet.none();
        }
        return RuleSet.of(form == null ? PersistentVector.EMPTY : form, called, guard);
    }

    private void requireRules() {
        queries.forEach(query -> rules.requireDefined(query.rulesCalled()));
        label.ifPresent(written -> rules.requireDefined(written.query().rulesCalled()));
    }

    private void refuseColumnsNamedTwice() {
        Set<String> seen = new HashSet<>();
        for (Query query : queries) {
            for (String column : query.columns()) {
                if (!seen.add(column)) {
                    throw invalid("Feature set '" + name + "' has two columns named '" + column + "'.");
                }
            }
        }
        label.ifPresent(written -> seen.addAll(written.query().columns()));
        for (String column : declaredTypes.keySet()) {
            if (!seen.contains(column)) {
                throw invalid("Feature set '" + name + "' declares a type for '" + column + "', which is no column.");
            }
        }
    }

    private static Map<?, ?> map(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw invalid(what + " must be a map.");
    }

    private static Keyword keyword(@Nullable Object value, String what) {
        if (value instanceof Keyword keyword) {
            return keyword;
        }
        throw invalid(what + " must be a keyword" + (value == null ? "; it is missing." : ", not " + Edn.write(value)));
    }

    private static ProblemException invalid(String detail) {
        return new Problem(ProblemType.FEATURE_SET_INVALID, detail).exception();
    }
}
