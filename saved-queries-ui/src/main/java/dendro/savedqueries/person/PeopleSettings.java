package dendro.savedqueries.person;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may ask.
 *
 * @param demo whether whoever is on this machine chooses who to be
 * @param teams names of people by team
 */
public record PeopleSettings(boolean demo, Map<String, Set<String>> teams) {

    public PeopleSettings {
        teams = Map.copyOf(teams);
    }

    /** The teams of somebody. */
    Set<String> teamsOf(String name) {
        Set<String> theirs = new TreeSet<>();
        teams.forEach((team, members) -> {
            if (members.contains(name)) {
                theirs.add(team);
            }
        });
        return theirs;
    }
}
