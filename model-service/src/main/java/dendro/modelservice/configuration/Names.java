package dendro.modelservice.configuration;

/** How things may be named, as regular expressions, and what is said of other names. */
public final class Names {

    /** What Kafka takes for topics. */
    public static final String TOPIC = "[a-zA-Z0-9._-]{1,249}";

    /** Of other topics. */
    public static final String NO_TOPIC = "cannot name a topic: use letters, digits, . _ -";

    /** What the model repository takes for models and aliases. */
    public static final String MODEL = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    /** Of other models and aliases. */
    public static final String NO_MODEL =
            "cannot name a model or an alias: use letters, digits, - _ . and start with a letter or digit";

    private Names() {}
}
