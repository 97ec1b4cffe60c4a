package dendro.asof.generated;

/**
 * An attribute of a generated schema.
 *
 * @param database that has it
 * @param ident as EDN
 * @param kind of its values
 * @param many whether an entity may have several values
 * @param unique {@code identity}, {@code value} or nothing
 */
record GeneratedAttribute(String database, String ident, Kind kind, boolean many, String unique, String extras) {

    /** The transaction data that installs it, as EDN. */
    String installation() {
        return "{:db/ident " + ident + " :db/valueType " + kind.valueType() + " :db/cardinality :db.cardinality/"
                + (many ? "many" : "one") + (unique.isEmpty() ? "" : " :db/unique :db.unique/" + unique) + extras
                + (kind == Kind.TUPLE ? " :db/tupleTypes [:db.type/long :db.type/string]" : "") + "}";
    }
}
