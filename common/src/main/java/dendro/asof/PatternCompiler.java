package dendro.asof;

import clojure.lang.Keyword;
import clojure.lang.Symbol;
import datomic.Attribute;
import dendro.edn.Edn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles data patterns, {@code [$database ?e :attribute ?v ?tx]}. */
final class PatternCompiler {

    /** Of the value types of which no other class's values equal any. */
    private static final Map<Object, Class<?>> CLASSES = Map.of(
            Attribute.TYPE_LONG, Long.class,
            Attribute.TYPE_REF, Long.class,
            Attribute.TYPE_STRING, String.class,
            Attribute.TYPE_KEYWORD, Keyword.class,
            Attribute.TYPE_BOOLEAN, Boolean.class,
            Attribute.TYPE_INSTANT, java.util.Date.class,
            Attribute.TYPE_UUID, java.util.UUID.class,
            Attribute.TYPE_DOUBLE, Double.class,
            Attribute.TYPE_BIGDEC, BigDecimal.class);

    /** How good it is to run a pattern next: the less it can find, the better; empty if it must wait. */
    enum Rank {
        /** The entity is known. */
        ENTITY,
        /** A unique value is known. */
        UNIQUE,
        /** A value is known, another one for each row. */
        VALUE,
        /** A value is known, the same for all rows. */
        CONSTANT
    }

    private final PlannedAttributes attributes;
    private final List<Term.LookupRef> constantLookups = new ArrayList<>();

    PatternCompiler(PlannedAttributes attributes) {
        this.attributes = attributes;
    }

    /** Whether and how well a pattern can run now. */
    Optional<Rank> rank(Object clause, Scope scope) {
        List<?> terms = Clauses.withoutSource(Clauses.items(clause));
        if (isKnown(terms.get(0), scope)) {
            return Optional.of(Rank.ENTITY);
        }
        if (terms.size() < 3 || !isKnown(terms.get(2), scope)) {
            return Optional.empty();
        }
        if (attribute(clause, scope).unique() != null) {
            return Optional.of(Rank.UNIQUE);
        }
        return Optional.of(Clauses.isVariable(terms.get(2)) ? Rank.VALUE : Rank.CONSTANT);
    }

    Part compile(Object clause, Scope scope) {
        List<?> terms = Clauses.withoutSource(Clauses.items(clause));
        if (terms.size() > 4) {
            throw new CannotCompile(clause, "it asks whether facts were added or retracted");
        }
        if (Clauses.variables(terms).isEmpty()) {
            throw new CannotCompile(clause, "it has no variable");
        }
        if (terms.stream().filter(Clauses::isVariable).count()
                > Clauses.variables(terms).size()) {
            throw new CannotCompile(clause, "it has a variable twice, which the peer does not always compare");
        }
        String database = database(clause, scope);
        Attribute attribute = attribute(clause, scope);
        int source = attributes.source(database);
        boolean byEntity = isKnown(terms.get(0), scope);
        Term entity = entity(clause, terms.get(0), database, scope);
        if (scope.isNegated() && byEntity && !isEntity(entity, scope)) {
            throw new CannotCompile(
                    clause, "only the peer knows what it does in a negation if " + terms.get(0) + " is no entity");
        }
        scope.learn(entity, Attribute.TYPE_REF);
        Term value = terms.size() < 3 ? new Term.Blank() : value(clause, terms.get(2), database, attribute, scope);
        scope.learn(value, attribute.valueType());
        boolean isSingle = attribute.cardinality().equals(Attribute.CARDINALITY_ONE);
        if (byEntity && (!isSingle || !attribute.hasAVET() || scope.isRepeated(attribute.ident()))) {
            scope.learnOneOfSeveral(value);
        }
        Term transaction = terms.size() < 4 ? new Term.Blank() : transaction(clause, terms.get(3), scope);
        scope.learn(transaction, Attribute.TYPE_REF);
        if (byEntity && entity instanceof Term.Known known) {
            int number = attributes.byEntity(database, attribute);
            return checked(
                    clause,
                    value,
                    attribute,
                    scope,
                    new Part(
                            List.of(Edn.write(clause) + "  by entity"),
                            next -> isSingle && transaction instanceof Term.Blank
                                    ? EntityAttributes.of(source, known, new EntityAttributes.Read(number, value), next)
                                    : new EntityToValues(source, number, known, value, transaction, next)));
        }
        if (!(value instanceof Term.Known known)) {
            throw new CannotCompile(clause, "neither its entity nor its value is known when it is read");
        }
        if (known.equals(Scope.ID) && attributes.isIdentity(database, attribute) && transaction instanceof Term.Blank) {
            return new Part(List.of(Edn.write(clause) + "  the row's entity"), next -> new RowEntity(entity, next));
        }
        int number = attributes.byValue(database, attribute);
        return checked(
                clause,
                value,
                attribute,
                scope,
                new Part(
                        List.of(Edn.write(clause) + "  by value"),
                        next -> new ValueToEntities(source, number, known, entity, transaction, next)));
    }

    /** A known value of another type than the attribute's is converted by the peer, or refused. */
    private static Part checked(Object clause, Term value, Attribute attribute, Scope scope, Part pattern) {
        Class<?> type = CLASSES.get(attribute.valueType());
        if (value instanceof Term.Constant constant && constant.constant().getClass() != type) {
            throw new CannotCompile(
                    clause,
                    Edn.write(constant.constant()) + " is not of the type of " + attribute.ident()
                            + ", and only the peer knows whether they can be equal");
        }
        if (!(value instanceof Term.Bound known)
                || scope.valueType(known).filter(attribute.valueType()::equals).isPresent()) {
            return pattern;
        }
        if (type == null) {
            throw new CannotCompile(
                    clause,
                    "only the peer knows whether what is bound before it can equal values of " + attribute.ident());
        }
        return new Part(
                pattern.lines(), next -> new OfClass(known, type, pattern.link().apply(next)));
    }

    private static boolean isEntity(Term entity, Scope scope) {
        return entity instanceof Term.LookupRef
                || entity instanceof Term.Constant
                || scope.valueType(entity).filter(Attribute.TYPE_REF::equals).isPresent();
    }

    /** The entity of a pattern or of {@code get-else} and its like, which must be known there. */
    Term.Known knownEntity(Object clause, Object form, String database, Scope scope) {
        if (entity(clause, form, database, scope) instanceof Term.Known known) {
            return known;
        }
        throw new CannotCompile(clause, "its entity is not known when it is read");
    }

    private Term entity(Object clause, Object form, String database, Scope scope) {
        if (form instanceof Symbol symbol && Clauses.isVariable(form)) {
            Optional<Term.Known> lookup = scope.known(symbol).flatMap(known -> lookup(known, database, scope));
            return lookup.isPresent() ? lookup.get() : scope.bind(symbol);
        }
        if (Clauses.isBlank(form)) {
            return new Term.Blank();
        }
        if (form instanceof Long) {
            return new Term.Constant(form);
        }
        if (form instanceof Keyword ident) {
            return new Term.Constant(attributes
                    .ident(database, ident)
                    .orElseThrow(() -> new CannotCompile(clause, "database '" + database + "' has no ident " + ident)));
        }
        throw new CannotCompile(clause, Edn.write(form) + " stands for an entity");
    }

    private Term value(Object clause, Object form, String database, Attribute attribute, Scope scope) {
        boolean isReference = attribute.valueType().equals(Attribute.TYPE_REF);
        if (form instanceof Symbol symbol && Clauses.isVariable(form)) {
            Optional<Term.Known> lookup = isReference
                    ? scope.known(symbol).flatMap(known -> lookup(known, database, scope))
                    : Optional.empty();
            return lookup.isPresent() ? lookup.get() : scope.bind(symbol);
        }
        if (Clauses.isBlank(form)) {
            return new Term.Blank();
        }
        if (isReference) {
            if (form instanceof List<?> pair && pair.size() == 2) {
                return lookup(clause, database, pair.get(0), new Term.Constant(pair.get(1)));
            }
            return entity(clause, form, database, scope);
        }
        return new Term.Constant(form);
    }

    private static Term transaction(Object clause, Object form, Scope scope) {
        if (form instanceof Symbol symbol && Clauses.isVariable(form)) {
            return scope.bind(symbol);
        }
        if (Clauses.isBlank(form)) {
            return new Term.Blank();
        }
        throw new CannotCompile(clause, "its transaction is a constant");
    }

    /** A variable bound to {@code (vector :customer/id ?id)} is the entity with that id, in the database that it is used in. */
    private Optional<Term.Known> lookup(Term.Known known, String database, Scope scope) {
        if (!(known instanceof Term.Pair pair)) {
            return Optional.empty();
        }
        if (scope.isNegated()) {
            throw new CannotCompile(
                    pair.name(),
                    "a lookup ref made by a call can throw, and within a negation the peer resolves others, too");
        }
        return Optional.of(lookup(pair, database, pair.name(), pair.key()));
    }

    private Term.Known lookup(Object clause, String database, Object name, Term.Known key) {
        Optional<Attribute> attribute = attributes.schema(database, name).filter(unique -> unique.unique() != null);
        if (!(name instanceof Keyword) || attribute.isEmpty()) {
            throw new CannotCompile(clause, name + " is no unique attribute of database '" + database + "'");
        }
        Term.LookupRef lookup =
                new Term.LookupRef(attributes.source(database), attributes.byValue(database, attribute.get()), key);
        if (key instanceof Term.Constant) {
            constantLookups.add(lookup);
        }
        return lookup;
    }

    /** Lookup refs without variables, which the peer resolves although no row may ever get to them. */
    List<Term.LookupRef> constantLookups() {
        return List.copyOf(constantLookups);
    }

    /** The database that a clause reads. */
    String database(Object clause, Scope scope) {
        return Clauses.source(Clauses.items(clause))
                .or(scope::source)
                .filter(name -> attributes.source(name) >= 0)
                .orElseThrow(() -> new CannotCompile(clause, "it names no database"));
    }

    private Attribute attribute(Object clause, Scope scope) {
        List<?> terms = Clauses.withoutSource(Clauses.items(clause));
        if (terms.size() < 2 || !(terms.get(1) instanceof Keyword name)) {
            throw new CannotCompile(clause, "its attribute is not a constant");
        }
        return attribute(clause, database(clause, scope), name);
    }

    Attribute attribute(Object clause, String database, Object name) {
        return attributes
                .schema(database, name)
                .orElseThrow(() -> new CannotCompile(clause, "database '" + database + "' has no attribute " + name));
    }

    static boolean isKnown(Object form, Scope scope) {
        return !Clauses.isBlank(form) && (!(form instanceof Symbol symbol) || scope.isKnown(symbol));
    }
}
