package dendro.benchmarks.savedqueries;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the page asks of the service. */
final class Addresses {

    private static final int COMMON = 0;
    private static final int MIDDLING = 60;
    private static final int RARE = 2_400;

    private final List<SavedQuery> queries;
    private final People people;
    private final Vocabulary vocabulary;
    private final PastYear year;

    Addresses(List<SavedQuery> queries, People people, Vocabulary vocabulary, PastYear year) {
        this.queries = queries;
        this.people = people;
        this.vocabulary = vocabulary;
        this.year = year;
    }

    /** Lists without words: pages, orders, filters. */
    List<String> lists() {
        List<String> all = new ArrayList<>();
        for (String filter : List.of(
                "",
                "&limit=200",
                "&offset=500",
                "&offset=" + queries.size() * 9 / 10,
                "&tag=fraud",
                "&tag=draft&team=risk",
                "&team=risk",
                "&team=legal&limit=200",
                "&owner=" + people.name(0),
                "&owner=" + people.name(101),
                "&favourite=true",
                "&stale=true",
                "&archived=true")) {
            for (String order : List.of("use", "name", "changed")) {
                all.add("/api/queries?order=" + order + filter);
            }
        }
        return all;
    }

    /** Lists with words: one and several, whole and begun, common and rare, in all fields, with filters, and without a match. */
    List<String> searches() {
        List<String> all = new ArrayList<>();
        for (String words : List.of(
                "purchases",
                "find",
                "late",
                "p",
                "c",
                "pur",
                vocabulary.ofRank(COMMON),
                vocabulary.ofRank(MIDDLING),
                vocabulary.ofRank(RARE),
                "late purchases",
                "late purchases by city",
                "which customers were charged back by city for " + vocabulary.ofRank(COMMON),
                "dispu ca",
                "risk " + vocabulary.ofRank(MIDDLING),
                people.name(7),
                "analyst",
                "nobodyasksforthis",
                "purchases nobodyasksforthis")) {
            all.add("/api/queries?text=" + encoded(words));
        }
        all.add("/api/queries?text=find&order=use&offset=5000");
        all.add("/api/queries?text=purchases&order=changed&team=risk");
        all.add("/api/queries?text=customers&order=name&tag=fraud");
        all.add("/api/queries?text=city&favourite=true");
        return all;
    }

    /** All that is counted of a year, in days of the zones that people are in. */
    List<String> statistics() {
        String period = "/api/statistics?from=" + year.begin() + "&to=" + year.end() + "&zone=";
        return List.of(period + "UTC", period + "America/Sao_Paulo", period + "Asia/Kolkata");
    }

    /** Of a month, as the page shows at first. */
    List<String> monthlyStatistics() {
        return List.of("/api/statistics?from=" + year.end().minus(java.time.Duration.ofDays(30)) + "&to=" + year.end()
                + "&zone=America/Sao_Paulo");
    }

    /** Runs of one query, of one person, of all, by outcome, and the last ones that there are pages of. */
    List<String> runs() {
        List<String> all = new ArrayList<>();
        for (int query : new int[] {0, 1, 50, 5_000}) {
            String ofQuery = "/api/runs?query="
                    + queries.get(Math.min(query, queries.size() - 1)).id();
            all.add(ofQuery);
            all.add(ofQuery + "&outcome=failed");
            all.add(ofQuery + "&person=" + people.name(0));
        }
        for (int person : new int[] {0, 1, 250}) {
            all.add("/api/runs?person=" + people.name(person));
            all.add("/api/runs?person=" + people.name(person) + "&outcome=cancelled");
        }
        all.add("/api/runs");
        all.add("/api/runs?outcome=failed");
        all.add("/api/runs?outcome=running");
        all.add("/api/runs?offset=9900");
        all.add("/api/runs?offset=9900&query=" + queries.get(0).id());
        return all;
    }

    /** Queries with what is counted of each. */
    List<String> usages() {
        List<String> all = new ArrayList<>();
        for (int query = 0; query < queries.size(); query += queries.size() / 20) {
            all.add("/api/queries/" + queries.get(query).id());
        }
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
