package dendro.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dendro.trainer.evaluation.Bootstrap;
import dendro.trainer.evaluation.Comparison;
import dendro.trainer.evaluation.Drift;
import dendro.trainer.evaluation.Evaluation;
import dendro.trainer.evaluation.Partition;
import dendro.trainer.evaluation.Promotion;
import dendro.trainer.evaluation.ScoredRows;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class ReportPageTest {

    private static final String HOSTILE = "<script>alert(\"1\")</script> & 'more'";

    @Test
    void page_isWellFormedAndShowsTextsAsTheyAre() throws Exception {
        Document page = parsed(report().toHtml());

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(HOSTILE + ": evaluation");
        assertThat(page.getElementsByTagName("body").item(0).getTextContent())
                .contains("By " + HOSTILE)
                .contains("Not promoted: " + HOSTILE);
    }

    @Test
    void page_refersToNothingOutsideItself() {
        assertThat(report().toHtml()).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import");
    }

    @Test
    void page_hasAllPlots() throws Exception {
        Document page = parsed(report().toHtml());

        assertThat(texts(page, "figcaption"))
                .containsExactly(
                        "ROC", "Precision and recall", "Calibration, by tenth", "Gain", "Population stability index");
    }

    @Test
    void columnThatDrifts_isShownEvenIfTheModelDoesNotUseIt() throws Exception {
        assertThat(texts(parsed(report().toHtml()), "th")).contains("unused");
    }

    @Test
    void sameReport_isTheSamePageAndTheSameJson() {
        assertThat(report().toHtml()).isEqualTo(report().toHtml());
        assertThat(report().toJson()).hasToString(report().toJson().toString());
    }

    private static List<String> texts(Document page, String element) {
        return IntStream.range(0, page.getElementsByTagName(element).getLength())
                .mapToObj(
                        place -> page.getElementsByTagName(element).item(place).getTextContent())
                .toList();
    }

    private static Document parsed(String html) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }

    private static Report report() {
        ScoredRows rows = ScoredRows.of(new double[] {0.9, 0.2, 0.3, 0.1}, new boolean[] {true, false, true, false});
        Partition parts = new Partition(List.of("2014-11", HOSTILE), List.of(0, 0, 0, 1));
        return new Report(
                HOSTILE,
                Map.of("tested-after", "2014-11-15T13:37:42.108Z"),
                Map.of("test", 4L),
                new TreeMap<>(Map.of("depth", "4")),
                new Report.Search("log-loss", List.of(new Report.Tried(new TreeMap<>(), Optional.empty())), 0),
                Evaluation.of(
                        rows, parts, Optional.of(new Evaluation.BySegment(HOSTILE, parts)), new Bootstrap(20, 108)),
                new Comparison.Incomparable(3, HOSTILE),
                new Promotion.Decision(Optional.empty(), "Not promoted: " + HOSTILE),
                List.of(new Drift("2014-11", 4, 0.3, 0.2, Map.of(HOSTILE, 0.1, "unused", 0.2))),
                Map.of(HOSTILE, 1.0),
                Optional.empty());
    }
}
