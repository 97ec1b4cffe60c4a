package dendro.database;

import java.util.regex.Pattern;

/** Keeps passwords and keys that stand in URIs out of messages and logs. */
final class Secrets {

    private static final Pattern SECRET =
            Pattern.compile("(?i)([\\w.-]*(?:password|passwd|secret|access_key|token)[\\w.-]*=)[^&#;\\s]*");

    private Secrets() {}

    /** The text with the value of every such parameter replaced by stars. */
    static String hidden(String text) {
        return SECRET.matcher(text).replaceAll("$1***");
    }
}
