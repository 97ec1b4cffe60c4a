package dendro.savedqueries;

import com.fasterxml.jackson.annotation.JsonProperty;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.savedqueries.database.StoreSettings;
import dendro.savedqueries.person.PeopleSettings;
import dendro.savedqueries.run.RunSettings;
import dendro.savedqueries.schedule.ScheduleSettings;
import dendro.savedqueries.signin.OidcSettings;
import io.dropwizard.core.Configuration;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The YAML of the saved queries; {@code saved-queries.yml} explains each entry. */
public final class SavedQueriesConfiguration extends Configuration {

    @Valid
    @NotNull
    @JsonProperty
    private QueryServiceSettings queryService = new QueryServiceSettings();

    @Valid
    @NotNull
    @JsonProperty
    private DataSourceFactory database = StoreSettings.embedded("saved-queries");

    @JsonProperty
    private boolean demo;

    @Valid
    @JsonProperty
    private @Nullable OidcSettings oidc;

    @NotNull
    @JsonProperty
    private Map<@NotEmpty String, @NotNull Set<@NotEmpty String>> teams = new LinkedHashMap<>();

    @Valid
    @NotNull
    @JsonProperty
    private ResultSettings results = new ResultSettings();

    @Valid
    @NotNull
    @JsonProperty
    private Limits limits = new Limits();

    @Valid
    @NotNull
    @JsonProperty
    private RunSettings runs = new RunSettings();

    @Valid
    @NotNull
    @JsonProperty
    private ScheduleSettings schedules = new ScheduleSettings();

    @NotNull
    @JsonProperty
    private Duration stale = Duration.days(90);

    /** Which query-service answers. */
    public QueryServiceSettings queryService() {
        return queryService;
    }

    /** Where everything is kept. */
    public DataSourceFactory database() {
        return database;
    }

    /** Whether whoever is on this machine chooses who to be. */
    public boolean isDemo() {
        return demo;
    }

    /** Who may ask. */
    public PeopleSettings people() {
        return new PeopleSettings(demo, teams);
    }

    /**
     * The OpenID provider that people may sign in with.
     *
     * @throws dendro.problem.ProblemException in demo mode, in which nobody would
     */
    public Optional<OidcSettings> oidc() {
        if (demo && oidc != null) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "In demo mode people choose who to be, so oidc would do nothing. Leave one of them out.")
                    .exception();
        }
        return Optional.ofNullable(oidc);
    }

    /** How much of results is kept. */
    public ResultSettings results() {
        return results;
    }

    /** How many runs there are at a time, and how much of them is compared. */
    public RunSettings runs() {
        return runs;
    }

    /** Who runs schedules, and whom they may tell. */
    public ScheduleSettings schedules() {
        return schedules;
    }

    /** Whether no other instance can have the database open: an embedded one is this process's alone. */
    boolean isDatabaseEmbedded() {
        return String.valueOf(database.getUrl()).matches("jdbc:h2:(file:|mem:|[./~]).*");
    }

    /** What one request may take. */
    public Limits limits() {
        return limits;
    }

    /** After how long without a run a query is stale. */
    public java.time.Duration stale() {
        return stale.toJavaDuration();
    }

    /** The query-service: {@code {url, patience}}. */
    public static final class QueryServiceSettings {

        @NotNull
        @JsonProperty
        private URI url = URI.create("http://127.0.0.1:8080");

        @NotNull
        @JsonProperty
        private Duration patience = Duration.seconds(90);

        /** Such as {@code http://127.0.0.1:8080}. */
        public URI url() {
            return url;
        }

        /** How long it may stay silent. */
        public java.time.Duration patience() {
            return patience.toJavaDuration();
        }
    }

    /** Results that are kept: {@code {each, total}}, both of what they take gzipped. */
    public static final class ResultSettings {

        @NotNull
        @JsonProperty
        private DataSize each = DataSize.mebibytes(4);

        @NotNull
        @JsonProperty
        private DataSize total = DataSize.gibibytes(1);

        /** How many bytes the result of one run may take. */
        public long eachBytes() {
            return each.toBytes();
        }

        /** How many bytes all results may take together. */
        public long totalBytes() {
            return total.toBytes();
        }
    }

    /** Limits of requests. */
    public static final class Limits {

        @NotNull
        @JsonProperty
        private DataSize body = DataSize.mebibytes(1);

        @Min(1)
        @JsonProperty
        private int requestsPerMinute = 600;

        /** How many bytes a request may hold. */
        public int bodyBytes() {
            return Math.toIntExact(body.toBytes());
        }

        /** How many requests a person may send in a minute. */
        public int requestsPerMinute() {
            return requestsPerMinute;
        }
    }
}
