package dendro.benchmarks.savedqueries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.benchmarks.load.Endpoint;
import dendro.benchmarks.load.Senders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Saves queries as people do, over HTTP, each in the name of its owner; half of them are changed later, some often. */
final class Library {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 4;
    private static final int MOST_VERSIONS = 8;

    private final SavedQueriesProcess service;
    private final People people;
    private final Vocabulary vocabulary;
    private final Zipf ranks;

    Library(SavedQueriesProcess service, People people, Vocabulary vocabulary) {
        this.service = service;
        this.people = people;
        this.vocabulary = vocabulary;
        this.ranks = people.ranks();
    }

    /** Saves so many, the same ones each time. */
    List<SavedQuery> save(int count) {
        SavedQuery[] saved = new SavedQuery[count];
        AtomicInteger next = new AtomicInteger();
        Senders.run(CONNECTIONS, () -> {
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                saved[number] = saveOne(new SplittableRandom(number));
            }
        });
        return Arrays.asList(saved);
    }

    private SavedQuery saveOne(RandomGenerator random) {
        int team = random.nextInt(People.TEAMS.size());
        int owner = people.ofTeam(team, ranks, random);
        ObjectNode draft = draft(random).put("team", people.team(owner));
        UUID id = UUID.fromString(
                post(owner, "/api/queries", draft, 201).path("id").asText());
        int version = 1;
        while (version < MOST_VERSIONS && random.nextBoolean()) {
            draft.put("text", text(random));
            draft.put("note", "Now with " + vocabulary.name(random));
            draft.put("based-on", version);
            var unused = post(owner, "/api/queries/" + id + "/versions", draft, 201);
            version++;
        }
        return new SavedQuery(
                id, draft.path("name").asText(), draft.path("text").asText(), version, owner, team);
    }

    private ObjectNode draft(RandomGenerator random) {
        String subject = Vocabulary.one(Vocabulary.SUBJECTS, random);
        String adjective = Vocabulary.one(Vocabulary.ADJECTIVES, random);
        String dimension = Vocabulary.one(Vocabulary.DIMENSIONS, random);
        ObjectNode draft = JSON.createObjectNode();
        draft.put("name", capital(adjective + " " + subject + " by " + dimension + " for " + vocabulary.name(random)));
        draft.put(
                "description",
                "Which " + subject + " were " + adjective + ", by " + dimension + ". " + sentence(random)
                        + sentence(random));
        ArrayNode tags = draft.putArray("tags");
        for (int tag = random.nextInt(4); tag > 0; tag--) {
            tags.add(Vocabulary.one(Vocabulary.TAGS, random));
        }
        draft.put("text", text(random));
        draft.putArray("parameters").addObject().put("name", "since").put("type", "instant");
        return draft;
    }

    private String sentence(RandomGenerator random) {
        return capital(vocabulary.name(random)) + " asked for it when " + vocabulary.name(random) + " and "
                + Vocabulary.one(Vocabulary.SUBJECTS, random) + " differed by "
                + Vocabulary.one(Vocabulary.DIMENSIONS, random) + ". ";
    }

    private String text(RandomGenerator random) {
        String database = Vocabulary.one(Vocabulary.SUBJECTS, random);
        String subject = Vocabulary.one(Vocabulary.SUBJECTS, random);
        String first = Vocabulary.one(Vocabulary.DIMENSIONS, random);
        String second = Vocabulary.one(Vocabulary.DIMENSIONS, random);
        return """
                ;; %1$s of %5$s
                [:find ?%2$s (count ?e) (sum ?%3$s-value)
                 :keys %2$s how-many total
                 :in $%4$s ?since
                 :where
                 [$%4$s ?e :%1$s/id ?id ?tx]
                 [$%4$s ?tx :db/txInstant ?at]
                 [(> ?at ?since)]
                 [$%4$s ?e :%1$s/%2$s ?%2$s]
                 [$%4$s ?e :%1$s/%3$s ?%3$s-value]
                 [(not= ?%2$s "%5$s")]]""".formatted(subject, first, second, database, vocabulary.name(random));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private JsonNode post(int person, String path, JsonNode body, int status) {
        Endpoint.Answer answer = service.endpoint(path, people.token().apply(person))
                .post(body.toString().getBytes(StandardCharsets.UTF_8));
        if (answer.status() != status) {
            throw new IllegalStateException("A query cannot be saved: " + answer.text());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
