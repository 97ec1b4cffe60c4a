package dendro.queryservice.references;

import clojure.lang.Keyword;
import datomic.Attribute;
import datomic.Database;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.query.PeerFailure;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of one attribute name entities by another one, mostly of another database.
 *
 * @param from whose values refer
 * @param to the unique attribute that they are values of
 */
public record Reference(Place from, Place to) {

    private static final String PLACE = "([^\\s:]+)\\s+:([^\\s:/]+(?:/[^\\s:/]+)?)";
    private static final Pattern LINE = Pattern.compile(PLACE + "\\s+->\\s+" + PLACE);

    /**
     * An attribute of a database, which may or may not have it.
     *
     * @param database by its configured name
     * @param attribute by its ident
     */
    public record Place(String database, Keyword attribute) {

        @Override
        public String toString() {
            return database + " " + attribute;
        }
    }

    /**
     * Reads {@code purchases :purchase/customer-id -> customers :customer/id}.
     *
     * @throws ProblemException {@code request-invalid} naming the line
     */
    public static Reference parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            throw invalid("'" + line + "' is not a reference; one reads"
                            + " 'purchases :purchase/customer-id -> customers :customer/id'.")
                    .exception();
        }
        return new Reference(
                new Place(matcher.group(1), Keyword.intern(matcher.group(2))),
                new Place(matcher.group(3), Keyword.intern(matcher.group(4))));
    }

    /**
     * What is wrong with this reference, if anything: a database or an attribute that is not there, a target that is not
     * unique, values of different types.
     *
     * @param schemas the database of a name, or a {@link ProblemException}
     */
    public Optional<Problem> problem(Function<String, Database> schemas) {
        try {
            Attribute source = attribute(from, schemas);
            Attribute target = attribute(to, schemas);
            if (target.unique() == null) {
                return Optional.of(invalid("The reference " + this + " cannot be followed: " + to.attribute()
                        + " is not unique, so its values do not name one entity each."));
            }
            if (!source.valueType().equals(target.valueType())) {
                return Optional.of(invalid("The reference " + this + " cannot be followed: one attribute is of type "
                        + source.valueType() + ", the other of " + target.valueType() + "."));
            }
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        } catch (RuntimeException e) {
            return Optional.of(PeerFailure.ofStorage(e).orElseThrow(() -> e).problem());
        }
    }

    /**
     * Why what refers to an entity cannot be looked up, if so; for a reference that has no other {@linkplain #problem
     * problem}. Reading all the facts of an attribute for every entity that is looked at would cost too much.
     *
     * @param source the newest value of the database {@link #from} is of
     */
    public Optional<Problem> problemBackwards(Database source) {
        Attribute attribute = source.attribute(from.attribute());
        return attribute == null || attribute.hasAVET()
                ? Optional.empty()
                : Optional.of(invalid("What refers by " + from
                        + " cannot be looked up: the attribute is not indexed (:db/index true)."));
    }

    private Attribute attribute(Place place, Function<String, Database> schemas) {
        Attribute attribute = schemas.apply(place.database()).attribute(place.attribute());
        if (attribute == null) {
            throw new Problem(
                            ProblemType.ATTRIBUTE_UNKNOWN,
                            "The reference " + this + " cannot be followed: database '" + place.database()
                                    + "' has no attribute " + place.attribute() + ".")
                    .with("database", place.database())
                    .with("attribute", place.attribute().toString())
                    .exception();
        }
        return attribute;
    }

    private static Problem invalid(String detail) {
        return new Problem(ProblemType.REQUEST_INVALID, detail);
    }

    /** As it is declared. */
    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
