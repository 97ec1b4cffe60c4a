package dendro.savedqueries.signin;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** What others said, for the log: one line, not too long. */
final class ForLog {

    private static final int LONGEST = 200;

    private ForLog() {}

    static String of(ErrorObject error) {
        String text = (error.getCode() + " " + error.getDescription()).replaceAll("[^ -~]", "?");
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
