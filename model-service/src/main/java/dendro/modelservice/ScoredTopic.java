package dendro.modelservice;

import dendro.message.TriggerMessageReader;
import dendro.model.ModelRepository;
import dendro.modelservice.drift.VersionDrift;
import dendro.modelservice.kafka.ScoringLoop;
import dendro.modelservice.model.FollowedAlias;
import dendro.modelservice.scoring.Challenger;
import dendro.modelservice.scoring.ChallengerSettings;
import dendro.modelservice.scoring.FeatureSource;
import dendro.modelservice.scoring.MessageScoring;
import dendro.modelservice.scoring.Sampling;
import dendro.modelservice.scoring.ScoringFigures;
import dendro.modelservice.scoring.ServedModel;
import dendro.queryapi.FeatureRequest;
import dendro.queryapi.QueryServiceClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts that score one topic.
 *
 * @param champion whose scores count
 * @param challenging the alias that is tried beside it, if one is
 * @param challenger does the trying
 * @param loop reads the messages
 */
record ScoredTopic(
        FollowedAlias champion, Optional<FollowedAlias> challenging, Challenger challenger, ScoringLoop loop) {

    /** Enough for a database that is followed. Messages that need more wait here, where they hold up no others. */
    private static final Duration CURSOR_WAIT = Duration.ofMillis(200);

    /** One batch is late while the next one is scored. */
    private static final int SHADOWS_OF_A_BATCH = 2;

    /** The parts, the champion loaded; nothing runs yet. */
    static ScoredTopic of(
            TopicSettings.Complete topic,
            ModelRepository repository,
            QueryServiceClient queryService,
            ScoringFigures figures) {
        FollowedAlias champion = champion(topic, repository, queryService);
        Optional<FollowedAlias> challenging =
                topic.challenger().map(settings -> alias(topic, settings.alias(), repository, queryService));
        // One that is there from the start challenges from the first message on.
        challenging.ifPresent(FollowedAlias::look);
        Challenger challenger = challenging
                .map(alias -> challenger(alias, topic, topic.challenger().orElseThrow(), figures))
                .orElseGet(() -> Challenger.none(figures));
        MessageScoring scoring =
                new MessageScoring(new TriggerMessageReader(topic.trigger()), champion, challenger, figures);
        ScoringLoop loop =
                new ScoringLoop(topic.kafka(), scoring, topic.challenger().map(ChallengerSettings::scores), figures);
        return new ScoredTopic(champion, challenging, challenger, loop);
    }

    /** The champion alone, loaded. */
    static FollowedAlias champion(
            TopicSettings.Complete topic, ModelRepository repository, QueryServiceClient queryService) {
        FollowedAlias champion = alias(topic, topic.alias(), repository, queryService);
        champion.begin();
        return champion;
    }

    private static FollowedAlias alias(
            TopicSettings.Complete topic, String name, ModelRepository repository, QueryServiceClient queryService) {
        Sampling sampling = new Sampling(topic.sampleValues());
        FeatureSource ofMessages = (featureSet, rows) ->
                queryService.features(new FeatureRequest(featureSet, rows, Optional.of(CURSOR_WAIT)));
        InstantSource clock = InstantSource.system();
        return new FollowedAlias(
                repository,
                topic.model(),
                name,
                version -> new ServedModel(
                        version,
                        ofMessages,
                        queryService::features,
                        sampling,
                        VersionDrift.of(repository, version, clock)),
                clock);
    }

    private static Challenger challenger(
            FollowedAlias alias, TopicSettings.Complete topic, ChallengerSettings settings, ScoringFigures figures) {
        return new Challenger(
                alias,
                new Sampling(settings.fraction()),
                settings.patience().toJavaDuration(),
                SHADOWS_OF_A_BATCH * topic.kafka().batchesInFlight(),
                figures);
    }

    /** The aliases that are followed. */
    Stream<FollowedAlias> aliases() {
        return Stream.concat(Stream.of(champion), challenging.stream());
    }
}
