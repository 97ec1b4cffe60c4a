package dendro.queryservice.caller;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who sends a request. Safe for any number of threads. */
public final class Callers {

    private static final String BEARER = "bearer ";

    private final List<Credentials> credentials;

    /**
     * The callers of a configuration; with none configured, everybody is {@linkplain Caller#anonymous() anonymous}.
     *
     * @throws ProblemException if the keys of the OpenID provider cannot be read
     */
    public Callers(CallerSettings settings) {
        List<Credentials> known = new ArrayList<>();
        if (!settings.tokens().isEmpty()) {
            known.add(new HashedTokens(settings.tokens()));
        }
        settings.oidc().ifPresent(oidc -> known.add(new ProviderTokens(oidc)));
        this.credentials = List.copyOf(known);
    }

    /**
     * Who sends a request with this {@code Authorization} header.
     *
     * @throws ProblemException {@code unauthenticated}
     */
    Caller of(@Nullable String authorization) {
        if (credentials.isEmpty()) {
            return Caller.anonymous();
        }
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthenticated("Send a token: Authorization: Bearer TOKEN.");
        }
        String token = authorization.substring(BEARER.length()).strip();
        return credentials.stream()
                .map(each -> each.caller(token))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> unauthenticated("The token is not known, or no longer valid."));
    }

    private static ProblemException unauthenticated(String detail) {
        return new Problem(ProblemType.UNAUTHENTICATED, detail).exception();
    }
}
