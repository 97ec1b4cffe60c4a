package dendro.savedqueries.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.problem.ProblemException;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is the same of both databases. */
class StoreTest {

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void emptyDatabase_isBroughtUpToDateOnce(TestStore databases) {
        DataSource connections = databases.empty();

        Jdbi first = Store.open(connections);
        Jdbi again = Store.open(connections);

        assertThat(Store.healthCheck(first).execute().isHealthy()).isTrue();
        int queries = again.withHandle(handle -> handle.createQuery("select count(*) from saved_queries")
                .mapTo(Integer.class)
                .one());
        assertThat(queries).isZero();
    }

    /** By the customs of most languages these would stand in another order, and a range would not be a beginning. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void words_areOrderedByTheirCharacters(TestStore databases) {
        Jdbi store = databases.fresh();
        store.useHandle(handle -> {
            handle.execute("insert into saved_queries (id, owner, created_at, changed_at, version, name, description)"
                    + " values ('00000000-0000-0000-0000-000000000001', 'ana', current_timestamp, current_timestamp, 1,"
                    + " 'n', '')");
            for (String word : List.of("zeta", "\u00e9tude", "Zeta", "a", "eta")) {
                handle.execute(
                        "insert into saved_query_words (word, query, weight)"
                                + " values (?, '00000000-0000-0000-0000-000000000001', 1)",
                        word);
            }
        });

        List<String> words =
                store.withHandle(handle -> handle.createQuery("select word from saved_query_words order by word")
                        .mapTo(String.class)
                        .list());

        assertThat(words).containsExactly("Zeta", "a", "eta", "zeta", "\u00e9tude");
    }

    @Test
    void embeddedDatabase_hasWrittenWhatIsCommitted() {
        Jdbi store = TestStore.H2.fresh();

        String delay = store.withHandle(handle -> handle.createQuery(
                        "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'")
                .mapTo(String.class)
                .one());

        assertThat(delay).isEqualTo("0");
    }

    @Test
    void databaseThatIsNotThere_isNamedInWords() {
        DataSource nowhere = JdbcConnectionPool.create("jdbc:h2:tcp://127.0.0.1:1/nowhere", "sa", "");

        assertThatThrownBy(() -> Store.open(nowhere))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("database of saved queries cannot be opened");
    }
}
