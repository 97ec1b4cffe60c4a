package dendro.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Contributions against Shapley's definition, computed over every subset of the places from XGBoost's own dump. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TreeContributionsTest {

    private static final int WIDTH = 4;
    private static final int VECTORS = 100;

    private final List<JsonNode> trees = new ArrayList<>();
    private final byte[] content;

    TreeContributionsTest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("trees.ubj");
        SampleTrees.write(file, WIDTH);
        content = Files.readAllBytes(file);
        Booster booster = XGBoost.loadModel(content);
        for (String tree : booster.getModelDump("", true, "json")) {
            trees.add(new ObjectMapper().readTree(tree));
        }
        booster.dispose();
    }

    @Test
    void contributions_addUpToTheMarginOfTheScore() throws BlackboxUnreadable {
        try (GradientBoostedTrees model = GradientBoostedTrees.load(content)) {
            for (float[] vector : vectors()) {
                float score = model.score(new float[][] {vector})[0];

                assertThat(1 / (1 + Math.exp(-model.contributions(vector).margin())))
                        .isCloseTo(score, within(1e-5));
            }
        }
    }

    @Test
    void contributions_areTheShapleyValuesOfEverySubset() throws BlackboxUnreadable {
        try (GradientBoostedTrees model = GradientBoostedTrees.load(content)) {
            for (float[] vector : vectors()) {
                List<Double> contributions = model.contributions(vector).ofPlaces();

                for (int place = 0; place < WIDTH; place++) {
                    assertThat(contributions.get(place)).isCloseTo(shapley(vector, place), within(1e-4));
                }
            }
        }
    }

    @Test
    void theTreesAreWorthExplaining() {
        assertThat(trees).hasSize(20).anyMatch(tree -> tree.findValues("split").size() > 1);
        assertThat(vectors()).anyMatch(vector -> Math.abs(shapley(vector, 0)) > 1);
        assertThat(vectors()).anyMatch(vector -> Math.abs(shapley(vector, 1)) > 0.01);
    }

    private static List<float[]> vectors() {
        SplittableRandom random = new SplittableRandom(42);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < VECTORS; i++) {
            float[] vector = new float[WIDTH];
            for (int place = 0; place < WIDTH; place++) {
                vector[place] = random.nextInt(6) == 0 ? Float.NaN : (float) random.nextDouble();
            }
            vectors.add(vector);
        }
        return vectors;
    }

    private double shapley(float[] vector, int place) {
        double value = 0;
        for (int others = 0; others < 1 << WIDTH; others++) {
            if (((others >> place) & 1) == 0) {
                int size = Integer.bitCount(others);
                double weight = factorial(size) * factorial(WIDTH - size - 1) / factorial(WIDTH);
                value += weight * (expected(vector, others | (1 << place)) - expected(vector, others));
            }
        }
        return value;
    }

    private double expected(float[] vector, int known) {
        return trees.stream().mapToDouble(tree -> expected(tree, vector, known)).sum();
    }

    /** What a tree says when only these places are known: the others are averaged by the rows of the training. */
    private static double expected(JsonNode node, float[] vector, int known) {
        if (node.has("leaf")) {
            return node.path("leaf").doubleValue();
        }
        int place = Integer.parseInt(node.path("split").textValue().substring(1));
        if (((known >> place) & 1) == 1) {
            return expected(child(node, next(node, vector[place])), vector, known);
        }
        JsonNode yes = child(node, node.path("yes").intValue());
        JsonNode no = child(node, node.path("no").intValue());
        double yesRows = yes.path("cover").doubleValue();
        double noRows = no.path("cover").doubleValue();
        return (yesRows * expected(yes, vector, known) + noRows * expected(no, vector, known)) / (yesRows + noRows);
    }

    private static int next(JsonNode node, float value) {
        if (Float.isNaN(value)) {
            return node.path("missing").intValue();
        }
        return value < (float) node.path("split_condition").doubleValue()
                ? node.path("yes").intValue()
                : node.path("no").intValue();
    }

    private static JsonNode child(JsonNode node, int id) {
        for (JsonNode child : node.path("children")) {
            if (child.path("nodeid").intValue() == id) {
                return child;
            }
        }
        throw new AssertionError("no child " + id);
    }

    private static double factorial(int number) {
        return number < 2 ? 1 : number * factorial(number - 1);
    }
}
