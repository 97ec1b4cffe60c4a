package dendro.modelservice.model;

import dendro.model.AliasChange;
import dendro.model.ModelRepository;
import dendro.model.ModelVersion;
import dendro.modelservice.drift.DriftSource;
import dendro.modelservice.drift.VersionDrift;
import dendro.modelservice.scoring.Lease;
import dendro.modelservice.scoring.LeasedModel;
import dendro.modelservice.scoring.ModelSource;
import dendro.modelservice.scoring.ServedModel;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version that an alias points to, also after it has come to point to another.
 *
 * <ol>
 *   <li>A version takes over when it has been loaded and the query-service gives the features it was trained on.
 *   <li>Until then, and if that fails, the version before goes on; {@link #state} says why. It is tried again.
 *   <li>Who holds a lease keeps the version it began with; a version is closed after its last lease.
 * </ol>
 *
 * <p>Leases and the state are for any thread, {@link #begin}, {@link #look} and {@link #close} for one.
 */
public final class FollowedAlias implements ModelSource, DriftSource {

    private static final Logger log = LoggerFactory.getLogger(FollowedAlias.class);

    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);

    /** What is wrong with the feature set itself and not with those who should answer it. */
    private static final Set<ProblemType.Category> LASTING =
            Set.of(ProblemType.Category.INVALID, ProblemType.Category.NOT_FOUND);

    private final ModelRepository repository;
    private final String model;
    private final String alias;
    private final Function<ModelVersion, ServedModel> serving;
    private final InstantSource clock;

    /** One that was begun goes on without its alias; one that was only looked after ends. */
    private boolean required;

    private volatile Optional<LeasedModel> current = Optional.empty();
    private volatile Optional<Refusal> refusal = Optional.empty();

    /**
     * A version that was not taken.
     *
     * @param version the alias points to; 0 if that cannot be told
     * @param reason in a sentence
     * @param at when it was tried
     */
    record Refusal(int version, String reason, Instant at) {}

    /**
     * How it stands.
     *
     * @param alias that is followed
     * @param serving the version that scores, if there is one
     * @param refusal why that is not the one the alias points to, if it is not
     */
    record State(String alias, Optional<ModelVersion> serving, Optional<Refusal> refusal) {}

    /**
     * An alias, not followed yet.
     *
     * @param serving makes an opened version ready to score
     */
    public FollowedAlias(
            ModelRepository repository,
            String model,
            String alias,
            Function<ModelVersion, ServedModel> serving,
            InstantSource clock) {
        this.repository = repository;
        this.model = model;
        this.alias = alias;
        this.serving = serving;
        this.clock = clock;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String alias() {
        return alias;
    }

    /**
     * Takes the version that the alias points to or, if that is refused, the one it pointed to before, and so on.
     *
     * @throws ProblemException {@code model-unavailable} if there is no such alias; what is wrong with its version if
     *     there is no other
     */
    public void begin() {
        required = true;
        int wanted = repository.alias(model, alias).orElseThrow(() -> new Problem(
                        ProblemType.MODEL_UNAVAILABLE,
                        "Model '" + model + "' has no " + alias + " in the model repository " + repository.root()
                                + ": train one and promote it first.")
                .exception());
        List<ProblemException> refused = new ArrayList<>();
        for (int version : wantedThenEarlier(wanted)) {
            try {
                ServedModel opened = opened(version, LASTING);
                current = Optional.of(new LeasedModel(opened));
                if (version != wanted) {
                    refuse(wanted, refused.get(0));
                }
                return;
            } catch (ProblemException e) {
                refused.add(e);
            }
        }
        throw refused.get(0);
    }

    private Set<Integer> wantedThenEarlier(int wanted) {
        List<Integer> earlier = new ArrayList<>();
        for (AliasChange change : repository.history(model)) {
            if (change.alias().equals(alias)) {
                earlier.add(change.to());
            }
        }
        Collections.reverse(earlier);
        Set<Integer> versions = new LinkedHashSet<>();
        versions.add(wanted);
        versions.addAll(earlier);
        return versions;
    }

    /** Takes the version that the alias points to by now, if it is another and can score. */
    public void look() {
        try {
            Optional<Integer> wanted = repository.alias(model, alias);
            if (wanted.equals(current.map(serving -> serving.model().version().version()))) {
                refusal = Optional.empty();
            } else if (wanted.isEmpty() && required) {
                refuse(0, new Problem(ProblemType.MODEL_UNAVAILABLE, "There is no such alias any more.").exception());
            } else if (wanted.isEmpty()) {
                replace(Optional.empty());
                refusal = Optional.empty();
                log.info("Model {} has no {} any more", model, alias);
            } else if (isDue(wanted.get())) {
                take(wanted.get());
            }
        } catch (ProblemException e) {
            refuse(0, e);
        } catch (UncheckedIOException e) {
            refuse(
                    0,
                    new Problem(ProblemType.MODEL_UNAVAILABLE, "The aliases cannot be read: " + e.getCause())
                            .exception(e));
        }
    }

    private boolean isDue(int version) {
        return refusal.filter(last -> last.version() == version
                        && clock.instant().isBefore(last.at().plus(BEFORE_ANOTHER_TRY)))
                .isEmpty();
    }

    private void take(int version) {
        try {
            replace(Optional.of(new LeasedModel(opened(version, Set.of(ProblemType.Category.values())))));
            refusal = Optional.empty();
            log.info("Version {} of model {} is {} from now on", version, model, alias);
        } catch (ProblemException e) {
            refuse(version, e);
        }
    }

    private void replace(Optional<LeasedModel> next) {
        Optional<LeasedModel> before = current;
        current = next;
        before.ifPresent(LeasedModel::retire);
    }

    private void refuse(int version, ProblemException cause) {
        String reason = cause.problem().type().slug() + ": " + cause.problem().detail();
        if (refusal.filter(last -> last.version() == version && last.reason().equals(reason))
                .isEmpty()) {
            log.warn("{} of model {} does not become version {}: {}", alias, model, version, reason);
        }
        refusal = Optional.of(new Refusal(version, reason, clock.instant()));
    }

    /**
     * A version that can score.
     *
     * @param disqualifying the kinds of problems with reading its features because of which it cannot
     */
    private ServedModel opened(int version, Set<ProblemType.Category> disqualifying) {
        ModelVersion loaded = repository.load(model, version);
        try {
            ServedModel opened = serving.apply(loaded);
            opened.probe();
            return opened;
        } catch (ProblemException e) {
            if (!disqualifying.contains(e.problem().type().category())) {
                return serving.apply(loaded);
            }
            loaded.close();
            throw e;
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    @Override
    public Optional<Lease> lease() {
        Optional<LeasedModel> seen = current;
        while (seen.isPresent()) {
            Optional<Lease> lease = seen.get().lease();
            if (lease.isPresent()) {
                return lease;
            }
            // It was replaced since it was seen, by another or by none.
            Optional<LeasedModel> next = current;
            if (next.equals(seen)) {
                return Optional.empty();
            }
            seen = next;
        }
        return Optional.empty();
    }

    @Override
    public Optional<VersionDrift> drift() {
        return current.map(serving -> serving.model().drift());
    }

    /** How it stands. */
    State state() {
        return new State(alias, current.map(serving -> serving.model().version()), refusal);
    }

    /** Gives the version up; it is closed after its last lease. */
    public void close() {
        current.ifPresent(LeasedModel::retire);
    }
}
