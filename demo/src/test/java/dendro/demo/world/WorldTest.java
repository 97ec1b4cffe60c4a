package dendro.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import clojure.lang.Keyword;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorldTest {

    private static final Instant END = Instant.parse("2026-03-08T10:00:00Z");

    @Test
    void sameSettings_giveTheSameEvents() throws Exception {
        // Given
        WorldSettings settings = new WorldSettings(108, 0.05, END);

        // When
        String first = digest(new World(settings).events());
        String second = digest(new World(settings).events());

        // Then
        assertThat(first).isEqualTo(second);
    }

    @Test
    void anotherSeed_givesOtherEvents() throws Exception {
        assertThat(digest(new World(new WorldSettings(108, 0.05, END)).events()))
                .isNotEqualTo(digest(new World(new WorldSettings(109, 0.05, END)).events()));
    }

    @Test
    void instants_riseStrictlyInEachDatabaseAndStayBelowTheEnd() {
        Map<String, Instant> last = new HashMap<>();

        for (WorldEvent event : told(1)) {
            Instant before = last.put(event.database(), event.instant());
            assertThat(event.instant()).isBefore(END).isAfter(before == null ? Instant.MIN : before);
        }

        assertThat(last.keySet()).containsExactlyInAnyOrderElementsOf(World.DATABASES);
    }

    @Test
    void purchases_areAsManyAsTheScaleSaysAndPur108() {
        long purchases = told(0.5).stream()
                .filter(event -> event.database().equals("purchases"))
                .flatMap(event -> event.txdata().stream())
                .filter(fact -> fact instanceof Map<?, ?> entity && entity.containsKey(Keyword.intern("purchase/id")))
                .count();

        assertThat(purchases).isEqualTo(10_001);
    }

    @Test
    void chargebacks_comeWithinSixtyDaysForSixToTenPercent() {
        // Given
        Map<String, Instant> bought = new HashMap<>();
        Map<String, Instant> chargedBack = new HashMap<>();

        // When
        for (WorldEvent event : told(1)) {
            for (Object fact : event.txdata()) {
                if (fact instanceof Map<?, ?> entity
                        && entity.get(Keyword.intern("purchase/id")) instanceof String id) {
                    bought.put(id, event.instant());
                } else if (fact instanceof List<?> change
                        && change.contains(Keyword.intern("charged-back"))
                        && change.get(1) instanceof List<?> lookup
                        && lookup.get(1) instanceof String id) {
                    chargedBack.put(id, event.instant());
                }
            }
        }

        // Then
        chargedBack.forEach((id, when) ->
                assertThat(Duration.between(bought.get(id), when)).isPositive().isLessThan(Duration.ofDays(60)));
        assertThat((double) chargedBack.size() / bought.size()).isBetween(0.06, 0.10);
    }

    @Test
    void events_areToldAsTheyAreAskedFor() {
        // Given a world far too large to be told
        World world = new World(new WorldSettings(108, 20, END));

        // When
        Iterator<WorldEvent> events = world.events();

        // Then
        assertThat(events.next().instant()).isEqualTo(world.settings().start());
    }

    private static List<WorldEvent> told(double scale) {
        List<WorldEvent> events = new ArrayList<>();
        new World(new WorldSettings(108, scale, END)).events().forEachRemaining(events::add);
        return events;
    }

    private static String digest(Iterator<WorldEvent> events) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        events.forEachRemaining(event -> digest.update(event.toString().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
