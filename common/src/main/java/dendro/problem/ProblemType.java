package dendro.problem;

/** The kinds of errors Dendro reports, each with a stable name callers may rely on. */
public enum ProblemType {
    /** The text is not EDN, or uses what data may not hold (an unknown tag, {@code #=}). */
    EDN_SYNTAX("edn-syntax", Category.INVALID),
    /** A request, message or file lacks something or holds it in the wrong shape. */
    REQUEST_INVALID("request-invalid", Category.INVALID),
    /** The query is EDN but not a query that can run. */
    QUERY_INVALID("query-invalid", Category.INVALID),
    /** The query names a function, method or source that queries may not use. */
    QUERY_FORBIDDEN("query-forbidden", Category.FORBIDDEN),
    /** Some clauses of the query have nothing to do with the others, so their rows would be multiplied. */
    QUERY_DISCONNECTED("query-disconnected", Category.INVALID),
    /** The query declares an input for which no argument came, or one too many came. */
    ARGUMENT_MISMATCH("argument-mismatch", Category.INVALID),
    /** No database of this name is configured. */
    DATABASE_UNKNOWN("database-unknown", Category.INVALID),
    /** The database is configured but cannot be read at present. */
    DATABASE_UNAVAILABLE("database-unavailable", Category.UNAVAILABLE),
    /** The schema of the database has no such attribute. */
    ATTRIBUTE_UNKNOWN("attribute-unknown", Category.INVALID),
    /** The database could not be observed at a moment later than the cursor before the deadline. */
    CURSOR_NOT_REACHED("cursor-not-reached", Category.NOT_YET),
    /** No entity has this id at this cursor. */
    ENTITY_NOT_FOUND("entity-not-found", Category.NOT_FOUND),
    /** The feature set cannot be used: its file, its queries or its columns are wrong. */
    FEATURE_SET_INVALID("feature-set-invalid", Category.INVALID),
    /** A feature query returned more than one row for an entity. */
    FEATURE_ROWS_AMBIGUOUS("feature-rows-ambiguous", Category.INVALID),
    /** A feature query returned a value that is not of its column's type. */
    FEATURE_VALUE_MISTYPED("feature-value-mistyped", Category.INVALID),
    /** The query ran longer than its limit. */
    QUERY_TIMEOUT("query-timeout", Category.TIMEOUT),
    /** The text, the batch or the result exceeds a limit. */
    TOO_LARGE("too-large", Category.TOO_LARGE),
    /** The caller has not shown who it is. */
    UNAUTHENTICATED("unauthenticated", Category.UNAUTHENTICATED),
    /** The caller's roles do not allow this. */
    NOT_PERMITTED("not-permitted", Category.FORBIDDEN),
    /** Nobody is signed in at the page. */
    NOT_SIGNED_IN("not-signed-in", Category.UNAUTHENTICATED),
    /** A request that changes something comes from the page of another site. */
    CROSS_SITE("cross-site", Category.FORBIDDEN),
    /** A person sends more requests in a short time than are served. */
    TOO_MANY_REQUESTS("too-many-requests", Category.BUSY),
    /** What was asked for, a saved query, a version, a procedure, a link, does not exist. */
    NOT_FOUND("not-found", Category.NOT_FOUND),
    /** Somebody else has saved a newer version than the one that was worked on. */
    CHANGED_MEANWHILE("changed-meanwhile", Category.CONFLICT),
    /** Another one has this name. */
    NAME_TAKEN("name-taken", Category.CONFLICT),
    /** The attribute is private, and the caller has none of the roles that may see it. */
    ATTRIBUTE_PRIVATE("attribute-private", Category.FORBIDDEN),
    /** The caller runs as many queries at a time as it may. */
    TOO_MANY_QUERIES("too-many-queries", Category.BUSY),
    /** More is waiting to be done than can be queued. */
    OVERLOADED("overloaded", Category.UNAVAILABLE),
    /** The query was cancelled while it ran. */
    QUERY_CANCELLED("query-cancelled", Category.NOT_YET),
    /** No query with this id is running. */
    QUERY_UNKNOWN("query-unknown", Category.NOT_FOUND),
    /** A seed file cannot be read or one of its transactions was refused. */
    SEED_INVALID("seed-invalid", Category.INVALID),
    /** A service that this one depends on does not answer. */
    SERVICE_UNAVAILABLE("service-unavailable", Category.UNAVAILABLE),
    /** The model repository has no such model, version or alias, or a version of it is damaged. */
    MODEL_UNAVAILABLE("model-unavailable", Category.UNAVAILABLE),
    /** Dendro itself failed; the log says more. */
    INTERNAL("internal", Category.INTERNAL);

    /** What kind of answer an error asks for; the HTTP services map it to a status. */
    public enum Category {
        /** The caller must change the request. */
        INVALID,
        /** The caller must say who it is. */
        UNAUTHENTICATED,
        /** The caller may not do this. */
        FORBIDDEN,
        /** What was asked for does not exist. */
        NOT_FOUND,
        /** It may succeed later. */
        NOT_YET,
        /** The caller must look at what somebody else has done. */
        CONFLICT,
        /** The caller must wait for its own other requests. */
        BUSY,
        /** Something Dendro depends on is away. */
        UNAVAILABLE,
        /** A time limit was hit. */
        TIMEOUT,
        /** A size limit was hit. */
        TOO_LARGE,
        /** A fault of Dendro's. */
        INTERNAL
    }

    private final String slug;
    private final Category category;

    ProblemType(String slug, Category category) {
        this.slug = slug;
        this.category = category;
    }

    /** The stable name, in kebab case. */
    public String slug() {
        return slug;
    }

    /** What kind of answer this error asks for. */
    public Category category() {
        return category;
    }

    /** The type with this {@linkplain #slug() name}; {@link #INTERNAL} for a name this version does not know. */
    public static ProblemType ofSlug(String slug) {
        for (ProblemType type : values()) {
            if (type.slug.equals(slug)) {
                return type;
            }
        }
        return INTERNAL;
    }
}
