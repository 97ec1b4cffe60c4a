package dendro.queryservice;

import clojure.lang.Keyword;
import com.fasterxml.jackson.annotation.JsonProperty;
import dendro.database.DatabaseLocation;
import dendro.procedure.Procedures;
import dendro.queryservice.analysis.AnalysisFile;
import dendro.queryservice.analysis.AnalysisSettings;
import dendro.queryservice.caller.CallerSettings;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.pool.Places;
import dendro.queryservice.pool.WorkPool;
import dendro.queryservice.references.Reference;
import dendro.queryservice.request.AuditSettings;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.logging.common.FileAppenderFactory;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query-service's YAML. */
public final class QueryServiceConfiguration extends Configuration {

    @Valid
    @NotEmpty
    @JsonProperty
    private Map<String, DatabaseEntry> databases = new LinkedHashMap<>();

    @NotNull
    @JsonProperty
    private List<String> references = List.of();

    @Valid
    @NotNull
    @JsonProperty
    private Limits limits = new Limits();

    @Valid
    @NotNull
    @JsonProperty
    private CallerSettings callers = new CallerSettings();

    @Valid
    @JsonProperty
    private @Nullable AuditSettings audit;

    @Valid
    @JsonProperty
    private @Nullable AnalysisSettings analysis;

    @Valid
    @NotNull
    @JsonProperty
    private ProcedureEntry procedures = new ProcedureEntry();

    /** The databases by name. */
    public Map<String, DatabaseLocation> locations() {
        Map<String, DatabaseLocation> locations = new LinkedHashMap<>();
        databases.forEach((name, entry) -> locations.put(name, entry.location()));
        return locations;
    }

    /**
     * The references declared between databases.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid} naming a line that is not one
     */
    public List<Reference> references() {
        return references.stream().map(Reference::parse).distinct().toList();
    }

    /** Who may call. */
    public CallerSettings callers() {
        return callers;
    }

    /** The audit log, if one is kept. */
    public Optional<AuditSettings> audit() {
        return Optional.ofNullable(audit);
    }

    /** How analysts are answered by a process of their own, if they are. */
    public Optional<AnalysisSettings> analysis() {
        return Optional.ofNullable(analysis);
    }

    /**
     * Makes it that of the process that answers analysts: it starts no other, and writes no file that the service writes.
     *
     * @param server where it listens
     */
    void becomeAnalysis(ServerFactory server) {
        analysis = null;
        audit = audit == null ? null : audit.ofAnalysis();
        setServerFactory(server);
        if (getLoggingFactory() instanceof DefaultLoggingFactory logging) {
            logging.getAppenders().stream()
                    .filter(FileAppenderFactory.class::isInstance)
                    .map(appender -> (FileAppenderFactory<?>) appender)
                    .forEach(QueryServiceConfiguration::writeBeside);
        }
    }

    private static void writeBeside(FileAppenderFactory<?> appender) {
        Optional.ofNullable(appender.getCurrentLogFilename())
                .ifPresent(name -> appender.setCurrentLogFilename(AnalysisFile.beside(name)));
        Optional.ofNullable(appender.getArchivedLogFilenamePattern())
                .ifPresent(name -> appender.setArchivedLogFilenamePattern(AnalysisFile.beside(name)));
    }

    /** Which attributes are private. */
    public Privacy privacy() {
        Map<String, Map<Keyword, Set<Role>>> byDatabase = new LinkedHashMap<>();
        databases.forEach((name, entry) -> byDatabase.put(name, entry.privateAttributes()));
        return new Privacy(byDatabase);
    }

    /** What queries may call beside Datomic's own. */
    public Procedures procedures() {
        Procedures installed = Procedures.installed();
        return procedures.rules == null ? installed : installed.withRulesOf(Path.of(procedures.rules));
    }

    /** What one request may take. */
    public Limits limits() {
        return limits;
    }

    /** Procedures beside those on the class path: {@code {rules}}, a file. */
    public static final class ProcedureEntry {

        @JsonProperty
        private @Nullable String rules;
    }

    /** One database: {@code {uri, seed, refresh, settle, private}}. */
    public static final class DatabaseEntry {

        @NotEmpty
        @JsonProperty
        private String uri = "";

        @JsonProperty
        private @Nullable String seed;

        @JsonProperty
        private @Nullable Duration refresh;

        @JsonProperty
        private @Nullable Duration settle;

        @NotNull
        @JsonProperty("private")
        private Map<String, Set<Role>> hidden = Map.of();

        Map<Keyword, Set<Role>> privateAttributes() {
            Map<Keyword, Set<Role>> byAttribute = new LinkedHashMap<>();
            hidden.forEach((name, roles) -> byAttribute.put(Privacy.attribute(name), roles));
            return byAttribute;
        }

        DatabaseLocation location() {
            return DatabaseLocation.parse(
                    uri,
                    Optional.ofNullable(seed).map(Path::of),
                    Optional.ofNullable(refresh).map(Duration::toJavaDuration),
                    Optional.ofNullable(settle).map(Duration::toJavaDuration));
        }
    }

    /** Limits of one request. */
    public static final class Limits {

        /** Well below the silence that a trainer bears. */
        private static final java.time.Duration TRAINING_WAIT = java.time.Duration.ofSeconds(20);

        /** A client of a training set bears a minute and more of silence between batches. */
        static final java.time.Duration TRAINING_BATCH = java.time.Duration.ofSeconds(60);

        @NotNull
        @JsonProperty
        private Duration queryTime = Duration.seconds(30);

        @NotNull
        @JsonProperty
        private Duration cursorWait = Duration.seconds(5);

        @NotNull
        @JsonProperty
        private Duration featuresTime = Duration.seconds(4);

        @Min(1)
        @JsonProperty
        private int rows = 100_000;

        @Min(1)
        @JsonProperty
        private int instants = 1000;

        @Min(1)
        @JsonProperty
        private int featureRows = 10_000;

        @NotNull
        @JsonProperty
        private DataSize body = DataSize.mebibytes(8);

        @NotNull
        @JsonProperty
        private DataSize timelines = DataSize.mebibytes(256);

        @Min(1)
        @JsonProperty
        private int queriesPerCaller = 8;

        @Min(1)
        @JsonProperty
        private int analysisThreads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

        @Min(1)
        @JsonProperty
        private int analysisQueue = 100;

        @Min(1)
        @JsonProperty
        private int scoringRequests = 2 * Runtime.getRuntime().availableProcessors();

        @Min(1)
        @JsonProperty
        private int scoringQueue = 200;

        @Min(1)
        @JsonProperty
        private int trainingSets = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

        @Min(0)
        @JsonProperty
        private int trainingQueue = 100;

        @NotNull
        @JsonProperty
        private DataSize answer = DataSize.mebibytes(256);

        /** How many bytes an answer may hold. */
        public long answerBytes() {
            return answer.toBytes();
        }

        /** How many queries a caller may run at a time. */
        public int queriesPerCaller() {
            return queriesPerCaller;
        }

        /** Threads for queries and entities; a query waits for one no longer than it may then run. */
        public WorkPool analysisPool() {
            return new WorkPool("analysis", analysisThreads, analysisQueue, queryTime());
        }

        /** Places for features, which are read in about the time that another thread takes to wake. */
        public Places scoringPlaces() {
            return new Places("scoring", scoringRequests, scoringQueue, featuresTime());
        }

        /** Places for training sets, which are streamed for as long as their readers take. */
        public Places trainingPlaces() {
            return new Places("training", trainingSets, trainingQueue, TRAINING_WAIT);
        }

        /** Threads that read training sets, one for each of their places, so that none waits. */
        public WorkPool trainingThreads() {
            return new WorkPool("training", trainingSets, trainingSets, TRAINING_BATCH);
        }

        /**
         * How long a sound answer may keep its client waiting for a byte: while it queues, then while it is worked on; or
         * between the batches of a training set.
         */
        public java.time.Duration silence() {
            return queryTime()
                    .multipliedBy(2)
                    .plus(cursorWait())
                    .plus(TRAINING_WAIT)
                    .plus(TRAINING_BATCH.multipliedBy(2));
        }

        /** How much memory the timelines of the as-of engine may take, once for scoring and once for training. */
        public long timelineBytes() {
            return timelines.toBytes();
        }

        /** How long one query may run. */
        public java.time.Duration queryTime() {
            return queryTime.toJavaDuration();
        }

        /** How long a request waits until its cursor has been reached. */
        public java.time.Duration cursorWait() {
            return cursorWait.toJavaDuration();
        }

        /** How long reading the features of one request may take; shorter than its callers wait. */
        public java.time.Duration featuresTime() {
            return featuresTime.toJavaDuration();
        }

        /** For how many rows one request may ask features. */
        public int featureRows() {
            return featureRows;
        }

        /** How many rows an answer may hold. */
        public int rows() {
            return rows;
        }

        /** At how many instants one query may be asked. */
        public int instants() {
            return instants;
        }

        /** How many bytes a request may hold. */
        public int bodyBytes() {
            return Math.toIntExact(body.toBytes());
        }
    }
}
