package dendro.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code logistic.json}: {@code {"intercept", "places": [{"name", "mean", "scale", "coefficient"}]}}. */
final class LogisticRegressionJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LogisticRegressionJson() {}

    static byte[] write(List<String> names, Standardisation standardisation, double intercept, double[] coefficients) {
        ObjectNode json = JSON.createObjectNode().put("intercept", intercept);
        ArrayNode places = json.putArray("places");
        for (int place = 0; place < coefficients.length; place++) {
            places.addObject()
                    .put("name", names.get(place))
                    .put("mean", standardisation.mean(place))
                    .put("scale", standardisation.scale(place))
                    .put("coefficient", coefficients[place]);
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LogisticRegression read(byte[] content) throws BlackboxUnreadable {
        try {
            JsonNode json = JSON.readTree(content);
            JsonNode places = json.path("places");
            double[] means = new double[places.size()];
            double[] scales = new double[places.size()];
            double[] coefficients = new double[places.size()];
            for (int place = 0; place < coefficients.length; place++) {
                means[place] = number(places.get(place), "mean");
                scales[place] = number(places.get(place), "scale");
                coefficients[place] = number(places.get(place), "coefficient");
            }
            return new LogisticRegression(new Standardisation(means, scales), number(json, "intercept"), coefficients);
        } catch (IOException | IllegalArgumentException e) {
            throw new BlackboxUnreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private static double number(JsonNode json, String name) {
        if (!json.path(name).isNumber()) {
            throw new IllegalArgumentException("'" + name + "' is missing or not a number");
        }
        return json.path(name).doubleValue();
    }
}
