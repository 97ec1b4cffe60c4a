package dendro.savedqueries.person;

import dendro.savedqueries.queryservice.Identity;
import java.util.Optional;
import java.util.Set;

/** Whom one can be in demo mode. Their query-service asks nobody who they are, so to it they are all the same. */
enum DemoRole {
    ANALYST("analyst", "Analyst", "analysis"),
    ENGINEER("engineer", "Engineer", "engineering"),
    DATA_SCIENTIST("data-scientist", "Data scientist", "data-science");

    private final String label;
    private final String person;
    private final String team;

    DemoRole(String label, String person, String team) {
        this.label = label;
        this.person = person;
        this.team = team;
    }

    static Optional<DemoRole> of(String label) {
        for (DemoRole role : values()) {
            if (role.label.equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    String label() {
        return label;
    }

    Person person(PeopleSettings settings) {
        Set<String> teams = settings.teamsOf(person);
        teams.add(team);
        return new Person(person, Set.of(label), teams, new Identity(person, Set.of(), Optional.empty()));
    }
}
