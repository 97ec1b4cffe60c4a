package dendro.modelservice;

import static dendro.modelservice.world.ScoringTopics.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dendro.message.ScoreMessage;
import dendro.modelservice.kafka.DeadLetter;
import dendro.modelservice.world.PublishedModel;
import dendro.modelservice.world.PurchasesSeed;
import dendro.modelservice.world.RunningModelService;
import dendro.modelservice.world.ScoringTopics;
import dendro.modelservice.world.ServiceSettings;
import dendro.modelservice.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Provider.class)
class ScoringTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Messages that cannot be scored, each with the reason it must carry. */
    private static final Map<String, String> UNSCORABLE = unscorable();

    private static Map<String, String> unscorable() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("no JSON at all", "request-invalid");
        reasons.put("", "request-invalid");
        reasons.put("{\"loan\": {\"id\": \"pur-1\", \"timestamp\": \"2014-11-15T13:37:42.108Z\"}}", "request-invalid");
        reasons.put("{\"purchase\": {\"timestamp\": \"2014-11-15T13:37:42.108Z\"}}", "request-invalid");
        reasons.put("{\"purchase\": {\"id\": \"pur-1\"}}", "request-invalid");
        reasons.put("{\"purchase\": {\"id\": \"pur-1\", \"timestamp\": \"yesterday\"}}", "request-invalid");
        reasons.put(purchase("pur-unknown", PurchasesSeed.moment(7)), "entity-not-found");
        reasons.put(purchase("pur-7", PurchasesSeed.moment(6)), "entity-not-found");
        reasons.put(purchase("pur-7", Instant.parse("2999-01-01T00:00:00Z")), "cursor-not-reached");
        return reasons;
    }

    @Test
    void unscorableMessages_goToDeadLetters_andThoseAroundThemAreScored(World world) {
        // Given
        ScoringTopics topics = world.newTopics();
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        int purchase = 0;
        for (String unscorable : UNSCORABLE.keySet()) {
            messages.add(topics.message(purchase("pur-" + purchase, PurchasesSeed.moment(purchase))));
            messages.add(marked(topics, unscorable));
            purchase++;
        }
        topics.send(messages);

        // When
        try (RunningModelService service = RunningModelService.start(world, world.settings(topics))) {
            awaitScores(topics, UNSCORABLE.size());

            // Then
            assertThat(topics.scoredIds()).isEqualTo(ids(0, UNSCORABLE.size()));
            List<ConsumerRecord<byte[], byte[]>> deadLetters = topics.committedDeadLetters();
            Map<String, String> reasons = new LinkedHashMap<>();
            deadLetters.forEach(letter ->
                    reasons.put(new String(letter.value(), StandardCharsets.UTF_8), header(letter, DeadLetter.REASON)));
            assertThat(deadLetters).hasSameSizeAs(reasons.keySet());
            assertThat(reasons).containsExactlyInAnyOrderEntriesOf(UNSCORABLE);
            assertThat(deadLetters).allSatisfy(letter -> {
                assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("the-key");
                assertThat(header(letter, "trace")).isEqualTo("abc");
                assertThat(header(letter, DeadLetter.DETAIL)).endsWith(".");
                assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(topics.input());
                assertThat(header(letter, DeadLetter.PARTITION)).matches("[0-2]");
                assertThat(header(letter, DeadLetter.OFFSET)).matches("\\d+");
            });
            assertThat(service.scored()).isEqualTo(UNSCORABLE.size());
            assertThat(service.metric("dendro_scoring_dead_letters_total{reason=\"request-invalid\"}"))
                    .isEqualTo(6);
        }
    }

    @Test
    void score_saysWhatWasTrueAtItsMoment(World world) {
        // Given
        ScoringTopics topics = world.newTopics();
        int early = PurchasesSeed.FIRST_FROM_RICHMOND - 1;
        int late = PurchasesSeed.FIRST_FROM_RICHMOND;

        // When
        try (RunningModelService service = RunningModelService.start(world, world.settings(topics))) {
            topics.sendPurchases(early, late + 1);
            awaitScores(topics, 2);
            assertThat(service.health("scoring-loop").isHealthy()).isTrue();
        }

        // Then
        List<ScoreMessage> scores = topics.committedScores();
        assertThat(topics.scoredIds()).isEqualTo(ids(early, late + 1));
        ScoreMessage dear = scores.get(0);
        ScoreMessage cheap = scores.get(1);
        assertThat(dear.score()).isGreaterThan(0.9);
        assertThat(cheap.score()).isLessThan(0.1);
        assertThat(dear.meta().model()).isEqualTo(PublishedModel.NAME);
        assertThat(dear.meta().version()).isEqualTo("1");
        assertThat(dear.meta().responseTime()).isBetween(0.0, DEADLINE.toMillis() * 1.0);
        assertThat(dear.meta().cursor().basis()).containsOnlyKeys("customers", "purchases");
        assertThat(dear.meta()
                        .features()
                        .values(PublishedModel.COLUMNS)
                        .orElseThrow()
                        .value(1))
                .contains("São Paulo");
        assertThat(cheap.meta()
                        .features()
                        .values(PublishedModel.COLUMNS)
                        .orElseThrow()
                        .value(1))
                .contains("Richmond");
    }

    @Test
    void emptiedMessage_keepsItsKeyInTheDeadLetters(World world) {
        // Given
        ScoringTopics topics = world.newTopics();
        topics.send(List.of(new ProducerRecord<>(topics.input(), "the-key".getBytes(StandardCharsets.UTF_8), null)));

        // When
        try (RunningModelService service = RunningModelService.start(world, world.settings(topics))) {
            Awaitility.await().atMost(DEADLINE).until(() -> !topics.committedDeadLetters()
                    .isEmpty());
            assertThat(service.health("scoring-loop").isHealthy()).isTrue();
        }

        // Then
        ConsumerRecord<byte[], byte[]> letter = topics.committedDeadLetters().get(0);
        assertThat(letter.value()).isNull();
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("the-key");
    }

    @Test
    void messageFromTheFuture_waitsAndHoldsUpItsPartitionAlone(World world) {
        // Given
        ScoringTopics topics = world.newTopics();
        ServiceSettings settings = world.settings(topics).withCursorWait("1m");
        try (RunningModelService service = RunningModelService.start(world, settings)) {
            topics.send(List.of(topics.message(2, ScoringTopics.purchase("pur-0", PurchasesSeed.moment(0)))));
            awaitScores(topics, 1);

            // When
            Instant future = Instant.now().plusSeconds(5);
            topics.send(List.of(
                    topics.message(0, ScoringTopics.purchase("pur-1", future)),
                    topics.message(0, ScoringTopics.purchase("pur-2", PurchasesSeed.moment(2))),
                    topics.message(1, ScoringTopics.purchase("pur-3", PurchasesSeed.moment(3)))));

            // Then
            awaitScores(topics, 2);
            assertThat(topics.scoredIds()).containsExactly("pur-0", "pur-3");
            awaitScores(topics, 4);
            assertThat(Instant.now()).isAfter(future);
            assertThat(service.health("scoring-loop").isHealthy()).isTrue();
        }
        assertThat(topics.scoredIds()).containsExactly("pur-0", "pur-1", "pur-2", "pur-3");
        assertThat(topics.committedDeadLetters()).isEmpty();
    }

    @Test
    void messageTooLargeToCarryOn_isPointedTo(World world) {
        // Given
        ScoringTopics topics = world.newTopics();
        topics.send(List.of(topics.message("x".repeat(1_040_000))));

        // When
        try (RunningModelService service = RunningModelService.start(world, world.settings(topics))) {
            Awaitility.await().atMost(DEADLINE).until(() -> !topics.committedDeadLetters()
                    .isEmpty());
            assertThat(service.health("scoring-loop").isHealthy()).isTrue();
        }

        // Then
        ConsumerRecord<byte[], byte[]> letter = topics.committedDeadLetters().get(0);
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetter.LEFT_OUT)).isEqualTo("1040000");
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(topics.input());
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
    }

    private static ProducerRecord<byte[], byte[]> marked(ScoringTopics topics, String content) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.input(), "the-key".getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8));
        record.headers().add("trace", "abc".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void awaitScores(ScoringTopics topics, int scores) {
        Awaitility.await().atMost(DEADLINE).until(() -> topics.committedScores().size() >= scores);
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "pur-" + i).sorted().toList();
    }
}
