package dendro.queryservice.entity;

import clojure.lang.Keyword;
import datomic.Attribute;
import datomic.Database;
import datomic.Datom;
import dendro.database.DatabaseAt;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.query.Cancellation;
import dendro.query.PeerFailure;
import dendro.queryapi.ProblemJson;
import dendro.queryservice.format.Document;
import dendro.queryservice.references.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What an entity refers to and what refers to it, at one moment: inside its database by attributes of type ref, elsewhere
 * by the declared references. A reference that cannot be followed stands there with its problem. One with an attribute
 * that the caller may not see on either side is left out: even whether its target is there would tell of the value.
 */
final class EntityLinks {

    /** So many links a reference. */
    private static final int MOST = 100;

    private final List<Reference> references;
    private final Moment moment;
    private final Object entity;

    EntityLinks(List<Reference> references, Moment moment, Object entity) {
        this.references = references;
        this.moment = moment;
        this.entity = entity;
    }

    /** By each reference that the entity has. */
    List<Object> refersTo() {
        DatabaseAt home = moment.home();
        List<Object> groups = new ArrayList<>();
        for (Keyword by : attributes(home, EntityLinks::isReference)) {
            List<Object> targets = firstOf(home.value().datoms(Database.EAVT, entity, by), Datom::v);
            addGroup(groups, by, home.name(), targets, target -> named(home, target));
        }
        for (Reference reference : references) {
            if (reference.from().database().equals(home.name())) {
                Keyword by = reference.from().attribute();
                List<Object> values = firstOf(home.value().datoms(Database.EAVT, entity, by), Datom::v);
                if (!values.isEmpty()) {
                    addDeclared(groups, reference, by, reference.to().database(), () -> {
                        addGroup(groups, by, reference.to().database(), values, value -> target(reference, value));
                        return Optional.empty();
                    });
                }
            }
        }
        return groups;
    }

    /** By each reference that others have to the entity. */
    List<Object> referredToBy() {
        DatabaseAt home = moment.home();
        List<Object> groups = new ArrayList<>();
        for (Keyword by : attributes(home, EntityLinks::isReference)) {
            List<Object> sources = firstOf(home.value().datoms(Database.VAET, entity, by), Datom::e);
            addGroup(groups, by, home.name(), sources, source -> named(home, source));
        }
        for (Reference reference : references) {
            if (reference.to().database().equals(home.name())) {
                addDeclared(
                        groups,
                        reference,
                        reference.from().attribute(),
                        reference.from().database(),
                        () -> addSources(groups, reference));
            }
        }
        return groups;
    }

    private Optional<Problem> addSources(List<Object> groups, Reference reference) {
        Keyword by = reference.from().attribute();
        DatabaseAt there = moment.at(reference.from().database());
        Optional<Problem> unindexed = reference.problemBackwards(there.newest());
        List<Object> sources = new ArrayList<>();
        for (Datom name : moment.home()
                .value()
                .datoms(Database.EAVT, entity, reference.to().attribute())) {
            if (unindexed.isPresent()) {
                return unindexed;
            }
            sources.addAll(firstOf(there.value().datoms(Database.AVET, by, name.v()), Datom::e));
        }
        addGroup(groups, by, there.name(), sources, source -> named(there, source));
        return Optional.empty();
    }

    /** Adds what the reference links to, or what is wrong with it. */
    private void addDeclared(
            List<Object> groups, Reference reference, Keyword by, String database, Supplier<Optional<Problem>> add) {
        Optional<Problem> problem;
        try {
            problem = reference.problem(name -> moment.at(name).newest());
            if (problem.isEmpty()) {
                problem = isHidden(reference.from()) || isHidden(reference.to()) ? Optional.empty() : add.get();
            }
        } catch (ProblemException e) {
            problem = Optional.of(e.problem());
        } catch (RuntimeException e) {
            problem = Optional.of(PeerFailure.ofStorage(e).orElseThrow(() -> e).problem());
        }
        problem.ifPresent(wrong -> groups.add(new Document()
                .with("by", by)
                .with("database", database)
                .with("problem", ProblemJson.write(wrong))
                .members()));
    }

    private boolean isHidden(Reference.Place place) {
        return moment.hides(place.database(), place.attribute());
    }

    private static void addGroup(
            List<Object> groups, Keyword by, String database, List<Object> ends, Function<Object, Document> link) {
        if (!ends.isEmpty()) {
            List<Object> links = new ArrayList<>();
            ends.stream().limit(MOST).forEach(end -> links.add(link.apply(end).members()));
            groups.add(new Document()
                    .with("by", by)
                    .with("database", database)
                    .with("links", links)
                    .with("more", ends.size() > MOST)
                    .members());
        }
    }

    /** One more than are shown, to know that there are more. */
    private static List<Object> firstOf(Iterable<Datom> datoms, Function<Datom, Object> part) {
        List<Object> parts = new ArrayList<>();
        for (Datom datom : datoms) {
            Cancellation.requireMore();
            parts.add(part.apply(datom));
            if (parts.size() > MOST) {
                break;
            }
        }
        return parts;
    }

    private Document target(Reference reference, Object value) {
        DatabaseAt there = moment.at(reference.to().database());
        Keyword attribute = reference.to().attribute();
        boolean found =
                there.value().datoms(Database.AVET, attribute, value).iterator().hasNext();
        return addressed(there, attribute, value).with("found", found);
    }

    /** An entity by the first of its unique attributes; one that has none has an id only. */
    private Document named(DatabaseAt at, Object id) {
        Cancellation.requireMore();
        for (Keyword attribute : attributes(at, EntityByValue::canName)) {
            for (Datom datom : at.value().datoms(Database.EAVT, id, attribute)) {
                return addressed(at, attribute, datom.v());
            }
        }
        return new Document()
                .with("database", at.name())
                .with("entity", id)
                .with("path", new EntityById((Long) id).path(at.name(), moment.asOf(at.name())));
    }

    private Document addressed(DatabaseAt at, Keyword attribute, Object value) {
        return new Document()
                .with("database", at.name())
                .with("attribute", attribute)
                .with("value", value)
                .with("path", new EntityByValue(attribute, value).path(at.name(), moment.asOf(at.name())));
    }

    private static boolean isReference(Attribute attribute) {
        return Attribute.TYPE_REF.equals(attribute.valueType());
    }

    private static List<Keyword> attributes(DatabaseAt at, Predicate<Attribute> which) {
        List<Keyword> names = new ArrayList<>();
        for (Datom datom : at.newest().datoms(Database.AEVT, ":db/valueType")) {
            Attribute attribute = at.newest().attribute(datom.e());
            if (attribute != null && attribute.ident() instanceof Keyword name && which.test(attribute)) {
                names.add(name);
            }
        }
        names.sort(Comparator.comparing(Keyword::toString));
        return names;
    }
}
