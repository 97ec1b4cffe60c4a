package dendro.modelservice;

import dendro.modelservice.scoring.ChallengerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether what is read and what is written are different topics, and models and aliases told apart. */
final class TopicsTogether {

    private final Map<String, String> wrong = new LinkedHashMap<>();
    private final Map<String, String> inputs = new HashMap<>();

    /**
     * A topic that is written to.
     *
     * @param field that names it
     */
    private record Output(String field, String topic) {}

    private TopicsTogether() {}

    /** What is wrong, by field. Fields that are absent are others' to find. */
    static Map<String, String> wrong(ModelServiceConfiguration configuration) {
        TopicsTogether topics = new TopicsTogether();
        if (configuration.scoring().isEmpty()) {
            topics.inputs.put(configuration.kafka().input(), "kafka.input");
            topics.find(
                    List.of(
                            new Output(
                                    "kafka.scores",
                                    String.valueOf(configuration.kafka().scores())),
                            new Output(
                                    "kafka.deadLetters",
                                    String.valueOf(configuration.kafka().deadLetters()))),
                    "challenger",
                    configuration.challenger(),
                    configuration.model().alias());
        } else {
            topics.find(configuration);
        }
        return topics.wrong;
    }

    private void find(ModelServiceConfiguration configuration) {
        List<TopicSettings> scoring = configuration.scoring();
        Set<String> models = new HashSet<>();
        for (int i = 0; i < scoring.size(); i++) {
            inputs.putIfAbsent(String.valueOf(scoring.get(i).topic()), "scoring[" + i + "].topic");
            // Group and transactional id of a topic are told apart by the model.
            if (scoring.get(i).model() != null && !models.add(scoring.get(i).model())) {
                wrong.put(
                        "scoring[" + i + "].model",
                        "is named twice: " + scoring.get(i).model());
            }
        }
        for (int i = 0; i < scoring.size(); i++) {
            TopicSettings entry = scoring.get(i);
            String field = "scoring[" + i + "].";
            boolean ownChallenger = entry.challenger() != null;
            find(
                    List.of(
                            entry.scores() == null
                                    ? new Output(
                                            "kafka.scores",
                                            String.valueOf(configuration.kafka().scores()))
                                    : new Output(field + "scores", entry.scores()),
                            entry.deadLetters() == null
                                    ? new Output(
                                            "kafka.deadLetters",
                                            String.valueOf(configuration.kafka().deadLetters()))
                                    : new Output(field + "deadLetters", entry.deadLetters())),
                    ownChallenger ? field + "challenger" : "challenger",
                    ownChallenger ? Optional.ofNullable(entry.challenger()) : configuration.challenger(),
                    entry.alias() == null ? configuration.model().alias() : entry.alias());
        }
    }

    private void find(List<Output> ofChampion, String field, Optional<ChallengerSettings> challenger, String champion) {
        List<Output> outputs = new ArrayList<>(ofChampion);
        challenger.ifPresent(it -> {
            outputs.add(new Output(field + ".scores", String.valueOf(it.scores())));
            if (it.alias().equals(champion)) {
                wrong.put(field + ".alias", "must not be that of the champion: " + champion);
            }
        });
        Map<String, String> written = new HashMap<>();
        for (Output output : outputs) {
            String reading = inputs.get(output.topic());
            String other = written.putIfAbsent(output.topic(), output.field());
            if (reading != null) {
                wrong.put(output.field(), "must be another topic than " + reading + ", from which messages are read");
            } else if (other != null) {
                wrong.put(output.field(), "must be another topic than " + other);
            }
        }
    }
}
