package dendro.queryservice.caller;

import java.util.Optional;

/** A way to know a caller by the token shown. Safe for any number of threads. */
interface Credentials {

    /** The caller a token belongs to; empty if it is none of these, is forged or has expired. */
    Optional<Caller> caller(String token);
}
