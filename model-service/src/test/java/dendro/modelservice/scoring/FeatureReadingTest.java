package dendro.modelservice.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.EntityAt;
import dendro.features.FeatureOutcome;
import dendro.modelservice.world.PublishedModel;
import dendro.modelservice.world.PurchasesSeed;
import dendro.modelservice.world.World;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.queryapi.QueryServiceClient;
import dendro.queryservice.RunningQueryService;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Provider.class)
class FeatureReadingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private static final List<EntityAt> ROWS = IntStream.range(0, 100)
            .mapToObj(i -> new EntityAt("pur-" + i, PurchasesSeed.moment(i)))
            .toList();

    @Test
    void requestTooLarge_isAskedInHalves(World world) {
        try (RunningQueryService small = world.startQueryService(0, "2KiB")) {
            // When
            List<FeatureOutcome> outcomes = reading(small.uri()).outcomes(ROWS);

            // Then
            assertThat(outcomes).extracting(FeatureOutcome::at).isEqualTo(ROWS);
            assertThat(outcomes).hasOnlyElementsOfType(FeatureOutcome.Row.class);
        }
    }

    @Test
    void rowTooLargeAlone_failsAlone(World world) {
        try (RunningQueryService tiny = world.startQueryService(0, "16B")) {
            // When
            List<FeatureOutcome> outcomes = reading(tiny.uri()).outcomes(ROWS.subList(0, 3));

            // Then
            assertThat(outcomes).hasSize(3).allSatisfy(outcome -> assertThat(outcome)
                    .isInstanceOfSatisfying(
                            FeatureOutcome.Failed.class,
                            failed -> assertThat(failed.problem().type()).isEqualTo(ProblemType.TOO_LARGE)));
        }
    }

    @Test
    void columnsOfAnotherModel_areRefused(World world) {
        FeatureReading reading = new FeatureReading(
                client(world.queryService().uri()),
                PublishedModel.FEATURE_SET,
                List.of(new Column("amount", ColumnType.LONG)));
        assertProblem(ProblemType.FEATURE_SET_INVALID, () -> reading.outcomes(ROWS));
        assertProblem(ProblemType.FEATURE_SET_INVALID, reading::probe);
    }

    @Test
    void absentService_isUnavailable() {
        FeatureReading reading = reading(NOBODY);
        assertProblem(ProblemType.SERVICE_UNAVAILABLE, () -> reading.outcomes(ROWS));
        assertProblem(ProblemType.SERVICE_UNAVAILABLE, reading::probe);
    }

    @Test
    void noRows_areNotAskedFor() {
        assertThat(reading(NOBODY).outcomes(List.of())).isEmpty();
    }

    private static void assertProblem(ProblemType type, Runnable read) {
        assertThatThrownBy(read::run).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().type())
                .isEqualTo(type));
    }

    private static FeatureReading reading(URI service) {
        return new FeatureReading(client(service), PublishedModel.FEATURE_SET, PublishedModel.COLUMNS);
    }

    private static FeatureSource client(URI service) {
        return new QueryServiceClient(service, PATIENCE)::features;
    }
}
