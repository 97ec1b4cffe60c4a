package dendro.asof.generated;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Schemas and histories of one to three databases, as the EDN of a {@link GeneratedCase}: overwrites, retractions,
 * re-assertions, whole entities retracted, transactions that share a millisecond. Some transactions will be refused.
 */
final class WorldGenerator {

    static final int IDS = 4;

    private static final int ENTITIES = 5;
    private static final int FEW_ENTITIES = 2;

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final long BEGIN = 1_388_534_400_000L;
    private static final long DAY = 86_400_000L;

    private final Random random;
    private final boolean isNarrow;
    private final Map<String, List<GeneratedAttribute>> schemas = new LinkedHashMap<>();
    private final List<Long> instants = new ArrayList<>();
    private final Set<String> changed = new HashSet<>();

    WorldGenerator(Random random) {
        this.random = random;
        this.isNarrow = random.nextInt(3) == 0;
        int databases = isNarrow ? 1 : 1 + random.nextInt(3);
        Kind ids = List.of(Kind.STRING, Kind.STRING, Kind.LONG, Kind.UUID).get(random.nextInt(4));
        for (int index = 0; index < databases; index++) {
            String name = List.of("a", "b", "c").get(index);
            schemas.put(name, attributes(name, ids));
        }
    }

    /**
     * Whether few entities have few attributes of few values, so that one clause after another meets what was
     * overwritten, retracted and asserted again.
     */
    boolean isNarrow() {
        return isNarrow;
    }

    /** A value of a kind that facts have, too. */
    String value(Kind kind) {
        return isNarrow ? kind.oneOfTwo(random) : kind.value(random);
    }

    /** The attributes of each database, the identity first. */
    Map<String, List<GeneratedAttribute>> schemas() {
        return schemas;
    }

    /** The attributes of one database, the identity first. */
    List<GeneratedAttribute> attributes(String database) {
        return java.util.Objects.requireNonNull(schemas.get(database));
    }

    /** {@code {:a [transaction ...] ...}} */
    String databases() {
        StringBuilder text = new StringBuilder("{");
        schemas.forEach((name, attributes) -> text.append(':')
                .append(name)
                .append(' ')
                .append(history(attributes))
                .append('\n'));
        return text.append('}').toString();
    }

    /** Rows just before, at and after the moments at which something happened. Call after {@link #databases()}. */
    String rows() {
        Kind ids = attributes("a").get(0).kind();
        StringBuilder text = new StringBuilder("[");
        int count = 4 + random.nextInt(6);
        for (int row = 0; row < count; row++) {
            long instant = instants.get(random.nextInt(instants.size())) + random.nextInt(3) - 1;
            if (random.nextInt(3) == 0) {
                instant = BEGIN + 400 * DAY;
            }
            text.append("[")
                    .append(id(ids))
                    .append(' ')
                    .append(instant(instant))
                    .append("] ");
        }
        return text.append("]").toString();
    }

    String id(Kind kind) {
        return id(kind, random.nextInt(IDS));
    }

    private static String id(Kind kind, int number) {
        return switch (kind) {
            case STRING -> "\"k" + number + "\"";
            case LONG -> String.valueOf(number);
            default -> "#uuid \"00000000-0000-0000-0000-00000000000" + number + "\"";
        };
    }

    private List<GeneratedAttribute> attributes(String database, Kind ids) {
        List<GeneratedAttribute> attributes = new ArrayList<>();
        attributes.add(new GeneratedAttribute(database, ":" + database + "/id", ids, false, "identity", ""));
        int count = isNarrow ? 1 + random.nextInt(2) : 3 + random.nextInt(5);
        for (int index = 0; index < count; index++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            if (random.nextInt(3) == 0) {
                kind = List.of(ids, Kind.LONG, Kind.ENTITY).get(random.nextInt(3));
            }
            boolean many = random.nextInt(3) == 0;
            String unique = random.nextInt(12) == 0 && kind != Kind.BYTES && kind != Kind.ENTITY && kind != Kind.TUPLE
                    ? List.of("identity", "value").get(random.nextInt(2))
                    : "";
            String extras = random.nextInt(4) == 0 ? " :db/index true" : "";
            if (kind == Kind.ENTITY && random.nextInt(4) == 0) {
                extras += " :db/isComponent true";
            }
            attributes.add(new GeneratedAttribute(
                    database,
                    ":" + database + "/" + kind.name().toLowerCase(java.util.Locale.ROOT) + index,
                    kind,
                    many,
                    unique,
                    kind == Kind.BYTES ? "" : extras));
        }
        return attributes;
    }

    private String history(List<GeneratedAttribute> attributes) {
        StringBuilder text = new StringBuilder("[[" + instant(BEGIN));
        attributes.forEach(attribute -> text.append("\n  ").append(attribute.installation()));
        text.append("]\n [").append(instant(BEGIN));
        for (int entity = 0; entity < ENTITIES; entity++) {
            text.append(" [:db/add ").append(handle(entity)).append(" :db/doc \"\"]");
        }
        text.append("]");
        long instant = BEGIN;
        int transactions = 4 + random.nextInt(12);
        for (int number = 0; number < transactions; number++) {
            instant += List.of(0L, 1L, 2L, DAY).get(random.nextInt(4));
            instants.add(instant);
            text.append("\n [").append(instant(instant));
            int count = 1 + random.nextInt(4);
            changed.clear();
            for (int index = 0; index < count; index++) {
                text.append(' ').append(operation(attributes));
            }
            text.append("]");
        }
        return text.append("]").toString();
    }

    private String operation(List<GeneratedAttribute> attributes) {
        GeneratedAttribute attribute = attributes.get(random.nextInt(attributes.size()));
        String entity = handle();
        return switch (random.nextInt(14)) {
            case 0 -> changed.isEmpty() ? "[:db/retractEntity " + entity + "]" : created(attributes);
            case 1 ->
                changed.add(entity + attribute.ident())
                        ? "[:db/retract " + entity + " " + attribute.ident() + "]"
                        : created(attributes);
            case 2 -> "[:db/retract " + entity + " " + attribute.ident() + " " + value(attribute) + "]";
            case 3, 4 -> added(entity, attribute, value(attribute));
            case 5 -> random.nextInt(4) == 0 ? alteration(attribute) : created(attributes);
            default -> created(attributes);
        };
    }

    private static String alteration(GeneratedAttribute attribute) {
        return attribute.unique().isEmpty() && attribute.kind() != Kind.BYTES
                ? "{:db/id " + attribute.ident() + " :db/cardinality :db.cardinality/"
                        + (attribute.many() ? "one" : "many") + "}"
                : "{:db/id " + attribute.ident() + " :db/doc \"changed\"}";
    }

    /** Most entities keep to an id of their own, else transactions would mostly contradict one another. */
    private String created(List<GeneratedAttribute> attributes) {
        int entity = random.nextInt(entities());
        GeneratedAttribute identity = attributes.get(0);
        StringBuilder text = new StringBuilder();
        if (random.nextInt(8) > 0) {
            String id = random.nextInt(8) > 0 ? id(identity.kind(), entity % IDS) : id(identity.kind());
            text.append(added(handle(entity), identity, id));
        }
        int count = 2 + random.nextInt(attributes.size());
        for (int index = 0; index < count; index++) {
            GeneratedAttribute attribute = attributes.get(random.nextInt(attributes.size()));
            if (!attribute.equals(identity)) {
                text.append(' ').append(added(handle(entity), attribute, value(attribute)));
            }
        }
        return text.toString();
    }

    /** Nothing if the transaction gives the entity such a value already and there can be only one. */
    private String added(String entity, GeneratedAttribute attribute, String value) {
        boolean isNew = changed.add(entity + attribute.ident());
        return isNew || attribute.many() ? "[:db/add " + entity + " " + attribute.ident() + " " + value + "]" : "";
    }

    private String value(GeneratedAttribute attribute) {
        if (attribute.kind() == Kind.ENTITY) {
            return handle();
        }
        return attribute.ident().endsWith("/id") ? id(attribute.kind()) : value(attribute.kind());
    }

    private int entities() {
        return isNarrow ? FEW_ENTITIES : ENTITIES;
    }

    private String handle() {
        return handle(random.nextInt(entities()));
    }

    private static String handle(int entity) {
        return "e" + entity;
    }

    private static String instant(long millis) {
        return dendro.edn.Edn.write(new java.util.Date(millis));
    }
}
