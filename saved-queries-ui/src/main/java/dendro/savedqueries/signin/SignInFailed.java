package dendro.savedqueries.signin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A sign-in came to nothing. The page has words for each reason; what others said about it is for the log alone. */
final class SignInFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Reason {
        /** The person, or the provider for them, said no. */
        DENIED,
        /** Begun elsewhere, or too long ago, or ended before. */
        STALE,
        /** The provider does not answer. */
        PROVIDER_AWAY,
        /** The provider refuses what this service asks: one of the two is not configured for the other. */
        PROVIDER_REFUSED,
        /** What came back was not made by the provider for this sign-in. */
        NOT_GENUINE,
        /** The provider knows them and the query-service does not. */
        NOT_KNOWN,
        /** No cookie holds the token. */
        TOKEN_TOO_LONG,
        /** The query-service does not answer. */
        QUERY_SERVICE_AWAY;

        /** As the page is told. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether whoever runs the service should look into it. */
        boolean isTrouble() {
            return this != DENIED && this != STALE;
        }
    }

    private final Reason reason;

    SignInFailed(Reason reason, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    SignInFailed(Reason reason, String detail) {
        this(reason, detail, null);
    }

    Reason reason() {
        return reason;
    }
}
