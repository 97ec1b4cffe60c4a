package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Story
class ChartsTest {

    private static final String AMOUNTS = """
            [:find ?installments (count ?p) (sum ?amount)
             :keys installments purchases cents
             :in $purchases
             :where
             [$purchases ?p :purchase/installments ?installments]
             [$purchases ?p :purchase/amount ?amount]]""";

    @ParameterizedTest
    @CsvSource({
        "Charge-backs by installments, line",
        "Charge-backs by category, bar",
        "Merchants by turnover, scatter",
    })
    void exampleWithAChart_isDrawn(String name, String kind, People people) {
        QueryPage query = people.analyst().list().open(name);
        query.run();

        query.tab("Chart");

        Area panel = new Area(query.person().page().getByRole(AriaRole.TABPANEL));
        assertThat(panel.named(AriaRole.BUTTON, kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1)))
                .hasAttribute("aria-pressed", "true");
        assertThat(panel.css("canvas")).isVisible();
        query.person().page().waitForFunction(DRAWN);
    }

    @Test
    void number_isShownAsSuch(People people) {
        QueryPage query = people.analyst().list().open("Money lost to charge-backs");
        query.run();

        query.tab("Chart");

        assertThat(query.person().page().getByRole(AriaRole.TABPANEL))
                .containsText(Pattern.compile("\\d{1,3}(,\\d{3})+"));
    }

    @Test
    void chart_isSavedWithTheQueryAndThereAfterReload(People people) {
        String id = people.api("analyst").save("Drawn and saved", AMOUNTS);
        QueryPage query = people.analyst().query(id);
        query.run();
        query.tab("Chart");
        Area panel = new Area(query.person().page().getByRole(AriaRole.TABPANEL));
        panel.button("Bar").click();
        panel.choice("Across").selectOption("installments");
        panel.box("purchases").setChecked(false);
        panel.box("cents").setChecked(true);
        query.save("with a chart");

        query.person().page().reload();
        query.isReady();
        query.run();
        query.tab("Chart");

        assertThat(panel.button("Bar")).hasAttribute("aria-pressed", "true");
        assertThat(panel.box("cents")).isChecked();
        assertThat(panel.box("purchases")).not().isChecked();
        query.person().page().waitForFunction(DRAWN);
    }

    /** Something has been painted on the canvas. */
    static final String DRAWN = """
            () => {
              const canvas = document.querySelector('canvas');
              if (canvas === null || canvas.width === 0) return false;
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              const colours = new Set();
              for (let at = 0; at < data.length; at += 4) {
                if (data[at + 3] > 200) colours.add(data[at] + ' ' + data[at + 1] + ' ' + data[at + 2]);
              }
              return colours.size > 2;
            }
            """;
}
