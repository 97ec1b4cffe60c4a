package dendro.savedqueries.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.queryservice.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Tells who somebody is by what they show. Safe for any number of threads. */
public final class People {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 10_000;
    private static final String DEMO = "demo:";

    private final PeopleSettings settings;
    private final Callers callers;
    private final Cache<String, Person> byHash;

    /** People whom these callers know. */
    public People(PeopleSettings settings, Callers callers) {
        this.settings = settings;
        this.callers = callers;
        this.byHash = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /** Whether whoever is on this machine chooses who to be. */
    boolean isDemo() {
        return settings.demo();
    }

    /** Whether no other service need be asked for whose this is. */
    boolean isRemembered(String shown) {
        return settings.demo() || byHash.getIfPresent(hash(shown)) != null;
    }

    /**
     * Who shows a token or, in demo mode, a role; both as they stand in a cookie.
     *
     * @throws ProblemException {@code service-unavailable} if the query-service cannot be asked, {@code not-signed-in} if it
     *     asks nobody who they are
     */
    public Optional<Person> whoShows(String shown) {
        if (settings.demo()) {
            return shown.startsWith(DEMO)
                    ? DemoRole.of(shown.substring(DEMO.length())).map(role -> role.person(settings))
                    : Optional.empty();
        }
        String hash = hash(shown);
        Optional<Person> remembered = Optional.ofNullable(byHash.getIfPresent(hash));
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<Person> person = callers.of(shown).map(caller -> person(caller, shown));
        person.ifPresent(known -> byHash.put(hash, known));
        return person;
    }

    /**
     * In whose name schedules run: the holder of a token, who is looked up as anybody is, or in demo mode nobody in
     * particular. Asking throws {@code not-permitted} if there is no such token, or one that is not known.
     */
    public Supplier<Identity> ofSchedules(Optional<String> token) {
        if (settings.demo()) {
            return () -> new Identity("schedules", Set.of(), Optional.empty());
        }
        return () -> token.map(shown -> whoShows(shown).orElseThrow(() -> new Problem(
                                ProblemType.NOT_PERMITTED, "The query-service does not know the token of schedules.")
                        .exception()))
                .orElseThrow(() -> new Problem(
                                ProblemType.NOT_PERMITTED,
                                "Nothing runs by schedule here: the configuration has no token for it"
                                        + " (schedules.token).")
                        .exception())
                .identity();
    }

    /** What a role of the demo is in a cookie, if there is such a role and a demo. */
    Optional<String> shownByRole(String role) {
        return settings.demo() ? DemoRole.of(role).map(known -> DEMO + known.label()) : Optional.empty();
    }

    private Person person(Callers.Caller caller, String token) {
        if (!caller.known()) {
            throw new Problem(
                            ProblemType.NOT_SIGNED_IN,
                            "The query-service has no callers configured, so it does not know who you are. Configure them,"
                                    + " or start the saved queries with demo: true.")
                    .exception();
        }
        return new Person(
                caller.name(),
                caller.roles(),
                settings.teamsOf(caller.name()),
                new Identity(caller.name(), caller.roles(), Optional.of(token)));
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
