package dendro.trainer.source;

import dendro.features.FeatureSet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The flags that say where rows come from. */
public final class SourceOptions {

    private enum Kind {
        QUERY_SERVICE,
        PEERS
    }

    private static final class KindOfText implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String text) {
            return switch (text) {
                case "query-service" -> Kind.QUERY_SERVICE;
                case "peers" -> Kind.PEERS;
                default -> throw new TypeConversionException("there are query-service and peers, not '" + text + "'");
            };
        }
    }

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            converter = KindOfText.class,
            description = "query-service, which reads and streams the rows, or peers: each executor opens the databases"
                    + " itself; default query-service")
    private Kind kind = Kind.QUERY_SERVICE;

    @Option(names = "--query-service", paramLabel = "URL", description = "where the query-service is")
    private Optional<URI> queryService = Optional.empty();

    @Option(
            names = "--token-variable",
            paramLabel = "NAME",
            defaultValue = "QUERY_SERVICE_TOKEN",
            description = "environment variable that holds the token for the query-service, if it asks for one")
    private String tokenVariable = "";

    @Option(
            names = "--databases",
            paramLabel = "FILE",
            description = "for peers: YAML or EDN with the block 'databases' of a query-service, backups or storage")
    private Optional<Path> databases = Optional.empty();

    @Option(
            names = "--cursor",
            paramLabel = "INSTANT",
            description = "as the databases were known at this instant: labels that came later are left out")
    private Optional<Instant> cursor = Optional.empty();

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "parts the rows are read in; default by the number of entities")
    private Optional<Integer> shards = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * Opens what the flags name; the caller closes it.
     *
     * @param text of the feature set
     * @throws ParameterException if the flags do not go together
     * @throws dendro.problem.ProblemException what is wrong with the file of databases; {@code cursor-not-reached}
     */
    public Source open(FeatureSet featureSet, String text) {
        Source source = kind == Kind.PEERS ? peers(featureSet, text) : queryService(featureSet, text);
        if (cursor.isEmpty()) {
            return source;
        }
        try {
            return SourceAtCursor.of(source, featureSet, cursor.get());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /**
     * Refuses flags that do not go together.
     *
     * @throws ParameterException naming them
     */
    public void check() {
        require(shards.filter(count -> count < 1).isEmpty(), "--shards must be above 0.");
        if (kind == Kind.PEERS) {
            require(databases.isPresent(), "--source peers needs --databases FILE.");
            require(queryService.isEmpty(), "--query-service is for --source query-service.");
        } else {
            require(queryService.isPresent(), "--source query-service needs --query-service URL.");
            require(databases.isEmpty(), "--databases is for --source peers.");
        }
    }

    /**
     * In how many shards to read.
     *
     * @param places how many tasks run at a time
     */
    public int shards(Source source, int places) {
        return shards.orElseGet(() -> ShardCount.of(source.entities(), places));
    }

    private Source peers(FeatureSet featureSet, String text) {
        return new PeerSource(DatabasesFile.read(databases.orElseThrow(), System::getenv), featureSet, text);
    }

    private Source queryService(FeatureSet featureSet, String text) {
        Optional<String> token =
                Optional.ofNullable(System.getenv(tokenVariable)).filter(shown -> !shown.isBlank());
        return new QueryServiceSource(queryService.orElseThrow(), token, featureSet, text);
    }

    private void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
