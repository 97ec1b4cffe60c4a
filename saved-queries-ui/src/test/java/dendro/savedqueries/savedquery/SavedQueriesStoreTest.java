package dendro.savedqueries.savedquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dendro.savedqueries.TestClock;
import dendro.savedqueries.database.TestStore;
import dendro.savedqueries.person.Person;
import dendro.savedqueries.queryservice.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What both databases must do alike. */
@ParameterizedClass
@EnumSource(TestStore.class)
class SavedQueriesStoreTest {

    private static final Person ANA = new Person(
            "ana", Set.of("analyst"), Set.of("risk"), new Identity("ana", Set.of("analyst"), Optional.empty()));

    private final TestClock clock = new TestClock();
    private final Jdbi store;
    private final SavedQueries queries;
    private final QuerySearch search;

    SavedQueriesStoreTest(TestStore databases) {
        store = databases.fresh();
        queries = new SavedQueries(store, clock);
        search = new QuerySearch(store, Duration.ofDays(90), clock);
    }

    private static Draft draft(String name, String description, String... tags) {
        return new Draft(
                name,
                description,
                List.of(tags),
                Optional.empty(),
                new Content(
                        "[:find ?id :where [?c :customer/id ?id]]",
                        JsonNodeFactory.instance.arrayNode(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
    }

    private UUID saved(String name, String description, String... tags) {
        return queries.create(ANA, draft(name, description, tags), Optional.empty());
    }

    private void ran(UUID query, String person, long millis) {
        store.useTransaction(handle -> UsageCounts.count(
                handle,
                new UsageCounts.Ran(query, Optional.of(person), clock.instant(), OptionalLong.of(millis), false)));
    }

    private List<String> found(String text) {
        return names(new QueryList(
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.of(false),
                QueryList.Order.RELEVANCE,
                50,
                0));
    }

    private List<String> names(QueryList list) {
        return search.list(list, "ana").queries().stream().map(QueryHead::name).toList();
    }

    @Test
    void ofManyWhoSaveAtOnce_oneDoes() throws Exception {
        UUID query = saved("Contested", "");
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Saving>> saves = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String name = "By writer " + writer;
                saves.add(() -> queries.save(ANA, query, 1, draft(name, ""), Optional.empty()));
            }
            List<Saving> savings = new ArrayList<>();
            for (Future<Saving> saving : writers.invokeAll(saves)) {
                savings.add(saving.get());
            }

            assertThat(savings.stream().filter(Saving.Saved.class::isInstance)).hasSize(1);
            assertThat(queries.versions(query, 10)).hasSize(2);
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void everyWord_mustBeginAWordOfTheQuery() {
        saved("Charged-back purchases", "Per merchant in São Paulo", "risk");
        saved("Late bills", "of customers", "billing");

        assertThat(found("purchases")).containsExactly("Charged-back purchases");
        assertThat(found("PURCH back")).containsExactly("Charged-back purchases");
        assertThat(found("sao")).containsExactly("Charged-back purchases");
        assertThat(found("são")).containsExactly("Charged-back purchases");
        assertThat(found("purchases bills")).isEmpty();
        assertThat(found("urchases")).isEmpty();
        assertThat(found("bill")).containsExactly("Late bills");
        assertThat(found("customer/id")).hasSize(2);
        assertThat(found("%")).isEmpty();
        assertThat(found("'; drop table saved_queries; --")).isEmpty();
    }

    @Test
    void nameGoesBeforeDescription_andWhatIsUsedBeforeWhatIsNot() {
        saved("Bills", "");
        UUID used = saved("Bills, too", "");
        saved("Others", "bills");

        assertThat(found("bills")).containsExactly("Bills", "Bills, too", "Others");
        for (int run = 0; run < 5; run++) {
            ran(used, "ana", 10);
        }
        assertThat(found("bills")).containsExactly("Bills, too", "Bills", "Others");
    }

    @Test
    void wordsOfAnOldVersion_areForgotten() {
        UUID query = saved("Before", "");
        var unused = queries.save(ANA, query, 1, draft("After", ""), Optional.empty());

        assertThat(found("before")).isEmpty();
        assertThat(found("after")).containsExactly("After");
    }

    @Test
    void usage_isCountedByTheRun() {
        UUID query = saved("Used", "");
        for (long millis : List.of(30L, 10L, 20L, 1000L)) {
            ran(query, "ana", millis);
            clock.pass(Duration.ofSeconds(1));
        }
        ran(query, "bo", 15);
        store.useTransaction(handle -> UsageCounts.count(
                handle, new UsageCounts.Ran(query, Optional.of("bo"), clock.instant(), OptionalLong.empty(), true)));

        Usage usage = search.find(query, "ana").orElseThrow().usage();

        assertThat(usage.runs()).isEqualTo(6);
        assertThat(usage.people()).isEqualTo(2);
        assertThat(usage.failures()).isEqualTo(1);
        assertThat(usage.medianMs()).contains(20L);
        assertThat(usage.lastRun()).contains(clock.instant());
    }

    @Test
    void median_isOfTheNewestAnswers() {
        UUID query = saved("Faster now", "");
        for (int run = 0; run < 60; run++) {
            ran(query, "ana", 123_456_789_012L);
        }
        for (int run = 0; run < 60; run++) {
            ran(query, "ana", 5);
        }

        assertThat(search.find(query, "ana").orElseThrow().usage().medianMs()).contains(5L);
    }

    @Test
    void whatNobodyRuns_isStale() {
        UUID idle = saved("Idle", "");
        UUID busy = saved("Busy", "");
        clock.pass(Duration.ofDays(89));
        assertThat(search.find(idle, "ana").orElseThrow().stale()).isFalse();
        ran(busy, "ana", 1);
        clock.pass(Duration.ofDays(2));

        QueryList stale = new QueryList(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                Optional.of(false),
                QueryList.Order.NAME,
                50,
                0);
        assertThat(names(stale)).containsExactly("Idle");
        assertThat(search.find(idle, "ana").orElseThrow().stale()).isTrue();
        assertThat(search.find(busy, "ana").orElseThrow().stale()).isFalse();
    }

    @Test
    void lists_areCutAndOrderedAsAsked() {
        for (String name : List.of("b", "C", "a", "d")) {
            ran(saved(name, "", "tag-" + name), "ana", 1);
            clock.pass(Duration.ofSeconds(1));
        }
        ran(search.list(all(QueryList.Order.NAME, 4, 0), "ana").queries().get(2).id(), "ana", 1);

        assertThat(names(all(QueryList.Order.NAME, 2, 1))).containsExactly("b", "C");
        assertThat(names(all(QueryList.Order.CHANGED, 4, 0))).containsExactly("d", "a", "C", "b");
        assertThat(names(all(QueryList.Order.USE, 4, 0))).containsExactly("C", "a", "b", "d");
        assertThat(search.list(all(QueryList.Order.USE, 1, 0), "ana").total()).isEqualTo(4);
        assertThat(search.list(all(QueryList.Order.NAME, 4, 0), "ana")
                        .queries()
                        .get(0)
                        .tags())
                .containsExactly("tag-a");
    }

    private static QueryList all(QueryList.Order order, int limit, int offset) {
        return new QueryList(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.of(false),
                order,
                limit,
                offset);
    }
}
