package dendro.benchmarks.savedqueries;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Who saves and runs queries: each is in one team.
 *
 * @param count of them
 * @param token of each, by number, with which the query-service knows {@code analyst-NUMBER}
 */
public record People(int count, IntFunction<String> token) {

    static final List<String> TEAMS = List.of(
            "risk",
            "growth",
            "collections",
            "payments",
            "fraud",
            "merchants",
            "support",
            "finance",
            "marketing",
            "data",
            "product",
            "legal");

    String name(int person) {
        return "analyst-" + person;
    }

    String team(int person) {
        return TEAMS.get(person % TEAMS.size());
    }

    /** Somebody of a team, some more often than others. */
    int ofTeam(int team, Zipf rank, RandomGenerator random) {
        return rank.next(random) * TEAMS.size() + team;
    }

    /** How often somebody of a team is meant. */
    Zipf ranks() {
        return new Zipf(count / TEAMS.size());
    }

    /** The teams as the service's YAML has them. */
    String yaml() {
        StringJoiner teams = new StringJoiner(", ", "{", "}");
        for (int team = 0; team < TEAMS.size(); team++) {
            StringJoiner members = new StringJoiner(", ", "[", "]");
            for (int person = team; person < count; person += TEAMS.size()) {
                members.add(name(person));
            }
            teams.add(TEAMS.get(team) + ": " + members);
        }
        return teams.toString();
    }
}
