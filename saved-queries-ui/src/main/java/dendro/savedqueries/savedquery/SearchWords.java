package dendro.savedqueries.savedquery;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words of a text, as they are looked up: lower case, without accents, parts of keywords for themselves. {@code
 * :purchase/charged-back} is purchase, charged and back.
 */
final class SearchWords {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST = 40;
    private static final int MOST = 500;

    private static final double OF_NAME = 8;
    private static final double OF_TAG = 6;
    private static final double OF_DESCRIPTION = 3;
    private static final double OF_PEOPLE = 2;
    private static final double OF_TEXT = 1;

    private SearchWords() {}

    /** The words of a text, in order. */
    static List<String> of(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(plain.toLowerCase(Locale.ROOT), -1)) {
            if (!word.isEmpty()) {
                words.add(word.length() > LONGEST ? word.substring(0, LONGEST) : word);
            }
        }
        return words;
    }

    /** The words by which a query is found, each with the most that it says about it. */
    static Map<String, Double> weighted(Draft draft, String owner) {
        Map<String, Double> weights = new LinkedHashMap<>();
        add(draft.name(), OF_NAME, weights);
        draft.tags().forEach(tag -> add(tag, OF_TAG, weights));
        add(draft.description(), OF_DESCRIPTION, weights);
        add(owner, OF_PEOPLE, weights);
        Optional<String> team = draft.team();
        team.ifPresent(name -> add(name, OF_PEOPLE, weights));
        draft.content().procedures().forEach(use -> add(use.name(), OF_TEXT, weights));
        add(draft.content().text(), OF_TEXT, weights);
        return weights;
    }

    private static void add(String text, double weight, Map<String, Double> weights) {
        for (String word : of(text)) {
            if (weights.size() < MOST || weights.containsKey(word)) {
                weights.merge(word, weight, Math::max);
            }
        }
    }
}
