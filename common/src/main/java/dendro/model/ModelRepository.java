package dendro.model;

import dendro.blackbox.BlackboxFile;
import dendro.drift.TrainingDistribution;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Model versions in a folder:
 *
 * <pre>
 * purchase-risk/3/trees.ubj, metadata.json, evaluation.json, evaluation.html, distribution.json
 * purchase-risk/aliases.json     {"champion": 3}
 * purchase-risk/history.jsonl    every change of an alias
 * </pre>
 *
 * <p>A version is written under a hidden name and renamed, so a reader never sees half of one; writers, in
 * whatever thread or process, take turns by a lock on a file. Readers need no lock. Thread-safe. A name or
 * alias is letters, digits, {@code - _ .}, starting with a letter or digit; anything else is
 * {@code request-invalid}, in every method.
 */
public final class ModelRepository {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path root;
    private final Clock clock;

    /** The repository in this folder, which is made on the first publication. */
    public ModelRepository(Path root) {
        this(root, Clock.systemUTC());
    }

    /** As above, with the clock that says when versions were made and aliases moved. */
    public ModelRepository(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /**
     * Publishes a version.
     *
     * @return its number, one more than the newest
     * @throws UncheckedIOException if it cannot be written; then there is no new version
     */
    public int publish(String name, ModelDraft draft) {
        Path folder = folder(name);
        VersionFolder hidden = new VersionFolder(folder.resolve(".publishing-" + UUID.randomUUID()));
        try {
            try {
                BlackboxFile blackbox = hidden.begin(draft);
                return lock(folder).alone(() -> {
                    int version = newest(name) + 1;
                    hidden.complete(metadata(name, version, draft, blackbox));
                    DurableFiles.move(hidden.path(), folder.resolve(Integer.toString(version)));
                    return version;
                });
            } finally {
                DurableFiles.remove(hidden.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Model '" + name + "' could not be published in " + root + ": " + e, e);
        }
    }

    private ModelMetadata metadata(String name, int version, ModelDraft draft, BlackboxFile blackbox) {
        return new ModelMetadata(
                name,
                version,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                draft.featureSetText(),
                draft.featureSetHash(),
                draft.encoder(),
                draft.cursor(),
                draft.period(),
                draft.rows(),
                draft.figures(),
                draft.libraryVersions(),
                blackbox,
                draft.fitting());
    }

    /**
     * Lets an alias point to a version and keeps in the history who did it.
     *
     * @throws ProblemException {@code model-unavailable} if there is no such version
     */
    public void point(String name, String alias, int version, String who) {
        Path folder = folder(name);
        requireName(alias);
        existing(name, version);
        AliasFiles files = new AliasFiles(folder);
        try {
            lock(folder).alone(() -> {
                Optional<Integer> before = Optional.ofNullable(files.read().get(alias));
                files.apply(new AliasChange(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        who,
                        alias,
                        before.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        version));
                return version;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Alias '" + alias + "' could not be moved in " + folder + ": " + e, e);
        }
    }

    /** The version an alias points to. */
    public Optional<Integer> alias(String name, String alias) {
        requireName(alias);
        return Optional.ofNullable(aliases(name).get(alias));
    }

    /**
     * All aliases of a model, none if there is no such model.
     *
     * @throws ProblemException {@code model-unavailable} if their file is damaged
     */
    public SortedMap<String, Integer> aliases(String name) {
        Path folder = folder(name);
        try {
            return Collections.unmodifiableSortedMap(new AliasFiles(folder).read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Every change of an alias of a model, the earliest first.
     *
     * @throws ProblemException {@code model-unavailable} if the file is damaged
     */
    public List<AliasChange> history(String name) {
        Path folder = folder(name);
        try {
            return new AliasFiles(folder).history();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Which version each alias pointed to at an instant: by alias, the change that had brought that about.
     *
     * @throws ProblemException {@code model-unavailable} if the history is damaged
     */
    public SortedMap<String, AliasChange> aliasesAt(String name, Instant instant) {
        SortedMap<String, AliasChange> last = new TreeMap<>();
        for (AliasChange change : history(name)) {
            if (!change.at().isAfter(instant)) {
                last.put(change.alias(), change);
            }
        }
        return Collections.unmodifiableSortedMap(last);
    }

    /** The folder. */
    public Path root() {
        return root;
    }

    /** The numbers of all versions of a model, the oldest first; none if there is no such model. */
    public List<Integer> versions(String name) {
        Path folder = folder(name);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(entry -> VERSION.matcher(entry).matches())
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is known of a version.
     *
     * @throws ProblemException {@code model-unavailable} if there is no such version or it is damaged, naming
     *     file and cause
     */
    public ModelMetadata metadata(String name, int version) {
        return new VersionFolder(existing(name, version)).metadata();
    }

    /**
     * What a version was trained on, in bins; empty if that was not stored with it.
     *
     * @throws ProblemException {@code model-unavailable} if there is no such version or the file is damaged
     */
    public Optional<TrainingDistribution> distribution(String name, int version) {
        return new VersionFolder(existing(name, version)).distribution();
    }

    /**
     * A version, ready to score; the caller closes it.
     *
     * @throws ProblemException {@code model-unavailable} if there is no such version or it is damaged, naming
     *     file and cause
     */
    public ModelVersion load(String name, int version) {
        VersionFolder folder = new VersionFolder(existing(name, version));
        ModelMetadata metadata = folder.metadata();
        return new ModelVersion(name, version, metadata, folder.open(metadata));
    }

    private int newest(String name) {
        return versions(name).stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private Path existing(String name, int version) {
        Path folder = folder(name).resolve(Integer.toString(version));
        if (!Files.isDirectory(folder)) {
            throw new Problem(
                            ProblemType.MODEL_UNAVAILABLE,
                            "There is no version " + version + " of model '" + name + "' in " + root + ".")
                    .exception();
        }
        return folder;
    }

    private Path folder(String name) {
        return root.resolve(requireName(name));
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "'" + name + "' cannot name a model or an alias: use letters, digits, - _ . and start with"
                                    + " a letter or digit.")
                    .exception();
        }
        return name;
    }

    private static WriterLock lock(Path folder) {
        return new WriterLock(folder.resolve(".lock"), PATIENCE);
    }
}
