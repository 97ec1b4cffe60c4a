package dendro.demo;

import dendro.demo.world.World;
import dendro.demo.world.WorldBackup;
import dendro.demo.world.WorldDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The YAML files of the services, as text. */
final class Configurations {

    private Configurations() {}

    /** Of the service in the demo's own process, which has the world in memory. */
    static String queryService(WorldDatabases databases, DemoSettings.Ports ports, Path log) {
        return queryService(
                databases::uri,
                ports,
                "{type: file, currentLogFilename: \"%s\", archive: false, timeZone: UTC}".formatted(log));
    }

    /** Of the service as a process, which reads backups. */
    static String queryService(Path backups, DemoSettings.Ports ports) {
        return queryService(name -> WorldBackup.uri(backups, name), ports, "{type: console, timeZone: UTC}");
    }

    private static String queryService(UnaryOperator<String> uris, DemoSettings.Ports ports, String appender) {
        String entries = World.DATABASES.stream()
                .map(name -> "  %s: {uri: \"%s\"%s}%n".formatted(name, uris.apply(name), hidden(name)))
                .collect(Collectors.joining());
        String references =
                World.REFERENCES.stream().map("  - \"%s\"%n"::formatted).collect(Collectors.joining());
        return """
                # No callers: everybody on this machine may ask, and nobody has the role that sees what is private.
                databases:
                %sreferences:
                %slimits:
                  cursorWait: 5s
                %s""".formatted(
                                entries,
                                references,
                                server(
                                        ports.queryService().number(),
                                        ports.queryServiceAdmin().number()))
                + """
                logging:
                  level: INFO
                  appenders:
                    - %s
                """.formatted(appender);
    }

    private static String hidden(String database) {
        List<String> attributes = World.PRIVATE.getOrDefault(database, List.of());
        return attributes.isEmpty()
                ? ""
                : attributes.stream()
                        .map("\"%s\": [admin]"::formatted)
                        .collect(Collectors.joining(", ", ", private: {", "}"));
    }

    /** Everybody on this machine chooses a role; each of the three has a team, and the analyst is in all of them. */
    static String savedQueries(DemoSettings.Ports ports, Path folder) {
        return """
                queryService: {url: "http://127.0.0.1:%d"}
                demo: true
                teams:
                  risk: [Data scientist, Analyst]
                  growth: [Engineer, Analyst]
                  collections: [Analyst]
                database:
                  driverClass: org.h2.Driver
                  url: "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                  user: sa
                %s""".formatted(
                                ports.queryService().number(),
                                folder.resolve("saved-queries"),
                                server(
                                        ports.savedQueries().number(),
                                        ports.savedQueriesAdmin().number()))
                + """
                logging:
                  level: INFO
                  appenders:
                    - {type: console, timeZone: UTC}
                """;
    }

    static String modelService(DemoSettings.Ports ports, Path models) {
        return """
                queryService: {url: "http://127.0.0.1:%d", timeout: 10s}
                kafka:
                  bootstrapServers: "127.0.0.1:%d"
                  input: %s
                  scores: %s
                  deadLetters: %s
                  groupId: model-service
                  transactionalId: model-service-1
                  maxBatch: 500
                trigger: purchase
                model: {repository: "%s", name: purchase-risk, alias: champion}
                # All values are logged, so that the whole run can be checked afterwards.
                sampleValues: 1.0
                %s""".formatted(
                                ports.queryService().number(),
                                ports.kafka().number(),
                                Topics.PURCHASES,
                                Topics.SCORES,
                                Topics.DEAD_LETTERS,
                                models,
                                server(
                                        ports.modelService().number(),
                                        ports.modelServiceAdmin().number()))
                + """
                logging:
                  level: INFO
                  loggers: {org.apache.kafka: WARN}
                  appenders:
                    - {type: console, timeZone: UTC}
                """;
    }

    private static String server(int port, int adminPort) {
        return """
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  requestLog: {appenders: []}
                """.formatted(port, adminPort);
    }
}
