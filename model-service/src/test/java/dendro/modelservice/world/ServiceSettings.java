package dendro.modelservice.world;

import java.net.URI;
import java.nio.file.Path;

/**
 * What differs between the model-services of the tests.
 *
 * @param queryService where features come from
 * @param bootstrapServers of Kafka
 * @param topics it reads and writes
 * @param models the model repository
 * @param transactionalId one for each running service
 * @param maxBatch messages in a batch
 * @param cursorWait how long messages wait for their moment, as Dropwizard writes durations
 * @param further entries of the configuration
 */
public record ServiceSettings(
        URI queryService,
        String bootstrapServers,
        ScoringTopics topics,
        Path models,
        String transactionalId,
        int maxBatch,
        String cursorWait,
        String further) {

    /** The same with features from elsewhere. */
    public ServiceSettings withQueryService(URI uri) {
        return new ServiceSettings(
                uri, bootstrapServers, topics, models, transactionalId, maxBatch, cursorWait, further);
    }

    /** The same with another transactional id. */
    public ServiceSettings withTransactionalId(String id) {
        return new ServiceSettings(queryService, bootstrapServers, topics, models, id, maxBatch, cursorWait, further);
    }

    /** The same with smaller or larger transactions. */
    public ServiceSettings withMaxBatch(int messages) {
        return new ServiceSettings(
                queryService, bootstrapServers, topics, models, transactionalId, messages, cursorWait, further);
    }

    /** The same with more patience for messages from the future. */
    public ServiceSettings withCursorWait(String wait) {
        return new ServiceSettings(
                queryService, bootstrapServers, topics, models, transactionalId, maxBatch, wait, further);
    }

    /** The same with another model repository. */
    public ServiceSettings withModels(Path repository) {
        return new ServiceSettings(
                queryService, bootstrapServers, topics, repository, transactionalId, maxBatch, cursorWait, further);
    }

    /** The same with a challenger that scores this fraction. */
    public ServiceSettings withChallenger(double fraction) {
        return with("challenger: {fraction: %s, scores: %s, patience: 30s}".formatted(fraction, topics.challenger()));
    }

    /** The same with further entries, in YAML. */
    public ServiceSettings with(String entries) {
        return new ServiceSettings(
                queryService,
                bootstrapServers,
                topics,
                models,
                transactionalId,
                maxBatch,
                cursorWait,
                further + entries + "\n");
    }

    /** As a configuration file. */
    public String yaml() {
        return """
                queryService: {url: "%s", timeout: 10s}
                kafka:
                  bootstrapServers: %s
                  input: %s
                  scores: %s
                  deadLetters: %s
                  groupId: %s-group
                  transactionalId: %s
                  maxBatch: %d
                  cursorWait: %s
                  properties: {session.timeout.ms: "6000"}
                trigger: purchase
                model: {repository: %s, name: purchase-risk, alias: champion}
                sampleValues: 1.0
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                  requestLog: {appenders: []}
                logging: {level: WARN}
                %s""".formatted(
                        queryService,
                        bootstrapServers,
                        topics.input(),
                        topics.scores(),
                        topics.deadLetters(),
                        topics.input(),
                        transactionalId,
                        maxBatch,
                        cursorWait,
                        models,
                        further);
    }
}
