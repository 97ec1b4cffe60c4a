package dendro.queryservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dendro.database.DatabaseLocation;
import dendro.procedure.Procedures;
import io.dropwizard.core.Configuration;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query-service's YAML. */
public final class QueryServiceConfiguration extends Configuration {

    @Valid
    @NotEmpty
    @JsonProperty
    private Map<String, DatabaseEntry> databases = new LinkedHashMap<>();

    @Valid
    @NotNull
    @JsonProperty
    private Limits limits = new Limits();

    @Valid
    @NotNull
    @JsonProperty
    private ProcedureEntry procedures = new ProcedureEntry();

    /** What queries may call beside Datomic's own. */
    public Procedures procedures() {
        Procedures installed = Procedures.installed();
        return procedures.rules == null ? installed : installed.withRulesOf(Path.of(procedures.rules));
    }

    /** The databases by name. */
    public Map<String, DatabaseLocation> locations() {
        Map<String, DatabaseLocation> locations = new LinkedHashMap<>();
        databases.forEach((name, entry) -> locations.put(name, entry.location()));
        return locations;
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

    /** One database: {@code {uri, seed, refresh, settle}}. */
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
        private int featureRows = 10_000;

        @NotNull
        @JsonProperty
        private DataSize body = DataSize.mebibytes(8);

        @NotNull
        @JsonProperty
        private DataSize timelines = DataSize.mebibytes(256);

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

        /** How many bytes a request may hold. */
        public int bodyBytes() {
            return Math.toIntExact(body.toBytes());
        }
    }
}
