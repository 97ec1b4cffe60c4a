package dendro.modelservice.repository;

import dendro.model.AliasChange;
import dendro.model.ModelMetadata;
import dendro.model.ModelRepository;
import dendro.modelservice.command.CommandRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/models}: lists versions, moves aliases, and publishes what was made elsewhere. */
@Command(name = "models", sortOptions = false, description = "Looks after a model repository.")
public final class Models {

    @Option(
            names = "--models",
            paramLabel = "DIR",
            scope = CommandLine.ScopeType.INHERIT,
            description = "the model repository; default ${DEFAULT-VALUE}")
    private Path models = Path.of("models");

    /** Read by picocli alone. */
    @SuppressWarnings("unused")
    @Option(
            names = "--help",
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "show this and exit")
    private boolean help;

    private final PrintWriter out;

    Models(PrintWriter out) {
        this.out = out;
    }

    /** Runs the command and exits: 1, after a sentence, if it fails. */
    public static void main(String[] arguments) {
        CommandRun.andExit(Models::new, arguments);
    }

    @Command(description = "The versions of a model, each with the aliases that point to it.")
    void list(@Parameters(paramLabel = "NAME", description = "of the model") String name) {
        ModelRepository repository = repository();
        Map<Integer, String> aliases = repository.aliases(name).entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.joining(", "))));
        for (int version : repository.versions(name)) {
            ModelMetadata metadata = repository.metadata(name, version);
            out.printf(
                    "%5d  %s  %-22s  %-24s  %s%n",
                    version,
                    metadata.created(),
                    metadata.blackbox().kind().slug(),
                    aliases.getOrDefault(version, ""),
                    metadata.figures());
        }
    }

    @Command(description = "Lets an alias point to a version; services that follow it take it within seconds.")
    void point(
            @Parameters(paramLabel = "NAME", description = "of the model") String name,
            @Parameters(paramLabel = "ALIAS", description = "such as champion or challenger") String alias,
            @Parameters(paramLabel = "VERSION", description = "its number") int version,
            @Option(
                            names = "--who",
                            paramLabel = "WHO",
                            defaultValue = "${sys:user.name}",
                            description = "for the history; default ${DEFAULT-VALUE}")
                    String who) {
        repository().point(name, alias, version, who);
        out.printf("%s of %s points to version %d.%n", alias, name, version);
    }

    @Command(description = "Every change of an alias, the earliest first.")
    void history(@Parameters(paramLabel = "NAME", description = "of the model") String name) {
        for (AliasChange change : repository().history(name)) {
            String from =
                    change.from().isPresent() ? Integer.toString(change.from().getAsInt()) : "none";
            out.printf("%s  %s: %s -> %d, by %s%n", change.at(), change.alias(), from, change.to(), change.who());
        }
    }

    @Command(
            name = "publish-onnx",
            description = "Publishes an ONNX model; docs/model-service.md says what it must be.")
    void publishOnnx(
            @Option(names = "--onnx", required = true, paramLabel = "FILE", description = "the model") Path onnx,
            @Option(names = "--features", required = true, paramLabel = "FILE", description = "the feature set, EDN")
                    Path features,
            @Option(
                            names = "--columns",
                            required = true,
                            paramLabel = "FILE",
                            description = "its columns with their categories, as in a metadata.json")
                    Path columns,
            @Option(names = "--from", required = true, paramLabel = "INSTANT", description = "of its training")
                    Instant from,
            @Option(names = "--to", required = true, paramLabel = "INSTANT", description = "of its training")
                    Instant to) {
        ForeignModel model = ForeignModel.read(features, columns, onnx);
        int version = model.publish(repository(), from, to);
        out.printf("Published as version %d of %s.%n", version, model.name());
    }

    private ModelRepository repository() {
        return new ModelRepository(models);
    }
}
