package dendro.modelservice.model;

import com.codahale.metrics.health.HealthCheck;
import java.util.ArrayList;
import java.util.List;

/** Says which versions score, and why one that an alias points to does not. */
public final class ModelHealth extends HealthCheck {

    private final List<FollowedAlias> aliases;

    /** The check of these aliases. */
    public ModelHealth(List<FollowedAlias> aliases) {
        this.aliases = List.copyOf(aliases);
    }

    @Override
    protected Result check() {
        List<String> sentences = new ArrayList<>();
        boolean asWanted = true;
        for (FollowedAlias followed : aliases) {
            FollowedAlias.State state = followed.state();
            state.serving()
                    .ifPresent(version -> sentences.add(
                            "%s of %s: version %d".formatted(state.alias(), followed.model(), version.version())));
            if (state.refusal().isPresent()) {
                asWanted = false;
                sentences.add(sentence(followed, state.refusal().get()));
            }
        }
        // As an argument: a sentence may hold what a formatter would take for its own.
        String all = String.join("; ", sentences);
        return asWanted ? Result.healthy("%s", all) : Result.unhealthy("%s", all);
    }

    private static String sentence(FollowedAlias followed, FollowedAlias.Refusal refusal) {
        return refusal.version() == 0
                ? "%s of %s cannot be followed: %s".formatted(followed.alias(), followed.model(), refusal.reason())
                : "version %d was not taken: %s".formatted(refusal.version(), refusal.reason());
    }
}
