package dendro.query.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clojure.lang.IObj;
import clojure.lang.PersistentList;
import clojure.lang.PersistentVector;
import clojure.lang.RT;
import dendro.edn.Edn;
import dendro.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why there is a guard: each of these, given to the peer as it is, sets a system property of this JVM. */
class PeerEvaluatesQueryTextTest {

    private static final String PROPERTY = "dendro.query.guard.reached";

    private final QueryGuard guard = new QueryGuard();

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[:find ?x :where [(System/setProperty P \"1\") ?x]]",
                "[:find ?x :where [(str (System/setProperty P \"1\")) ?x]]",
                "[:find ?x :where [(vector [#{{:a (System/setProperty P \"1\")}}]) ?x]]",
                "[:find ?x :where [(ground [(System/setProperty P \"1\")]) ?x]]",
                "[:find ?x :where [?e :tree/id] [(get-else $ ?e :tree/planted (System/setProperty P \"1\")) ?x]]",
                "[:find ?e :where [?e :tree/id] (not [(System/setProperty P \"1\")])]",
                "[:find ?e :where [?e :tree/id] [[System/setProperty P \"1\"] ?x]]",
                "[:find ?e :where [?e :tree/id] ((System/setProperty P \"1\") ?x)]",
                "[:find ?e :in $ :where [?e :tree/id] [$ (System/setProperty P \"1\")]]",
                "[:find ?e :where [?e :tree/id] [((fn [_] (System/setProperty P \"1\")) ?e)]]",
                "[:find ?x :where [(q (quote [:find ?x :where [(System/setProperty P \"1\") ?x]]) $) ?x]]",
                "[:find ?x :where [(q [:find (System/setProperty P \"1\")] $) ?x]]",
            })
    void datomic_evaluatesWhatTheGuardRefuses(String text) {
        String query = text.replace(" P ", " \"" + PROPERTY + "\" ");

        try {
            Orchard.run(query);
        } catch (Exception e) {
            // The value may not please the peer; by then it has been computed.
            assertThat(e).isNotInstanceOf(ProblemException.class);
        }

        assertThat(System.getProperty(PROPERTY)).isEqualTo("1");
        assertThatThrownBy(() -> guard.admitQuery(Edn.read(query))).isInstanceOf(ProblemException.class);
    }

    @Test
    void datomic_evaluatesQueriesThatComeAsData() {
        String query = "[:find ?x :in $ ?q :where [(q ?q $) ?x]]";

        Orchard.run(query, Edn.read("[:find ?x :where [(System/setProperty \"" + PROPERTY + "\" \"1\") ?x]]"));

        assertThat(System.getProperty(PROPERTY)).isEqualTo("1");
        assertThatThrownBy(() -> guard.admitQuery(Edn.read(query))).isInstanceOf(ProblemException.class);
    }

    @Test
    void datomic_evaluatesMetadata() {
        Object call = Edn.read("(System/setProperty \"" + PROPERTY + "\" \"1\")");
        IObj constant = PersistentVector.create(1L).withMeta(RT.map(RT.keyword(null, "a"), call));
        Object clause =
                PersistentVector.create(PersistentList.create(List.of(Edn.read("vector"), constant)), Edn.read("?x"));
        Object query = RT.map(
                RT.keyword(null, "find"), Edn.read("[?x]"), RT.keyword(null, "where"), PersistentVector.create(clause));

        datomic.Peer.query(query, Orchard.db());

        assertThat(System.getProperty(PROPERTY)).isEqualTo("1");
        assertThatThrownBy(() -> guard.admitQuery(query)).hasMessageContaining("metadata");
    }

    @Test
    void datomic_leavesArgumentsUnevaluated() {
        Object call = Edn.read("(System/setProperty \"" + PROPERTY + "\" \"1\")");

        Orchard.run("[:find ?x :in $ [?a ...] :where [(vector ?a) ?x]]", PersistentVector.create(call));

        assertThat(System.getProperty(PROPERTY)).isNull();
    }
}
