package dendro.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import java.util.ArrayList;
import java.util.List;

/** What axe finds on a page. */
final class Accessibility {

    private Accessibility() {}

    /** Fails with what is against WCAG 2.1 A and AA, and where. */
    static void check(Person person) {
        requireNothing(axe(person).withTags(List.of("wcag2a", "wcag2aa", "wcag21aa")));
    }

    /** Fails with what cannot be read well: all that other colours can change. */
    static void checkContrast(Person person) {
        requireNothing(axe(person).withRules(List.of("color-contrast")));
    }

    /** Asked in the page itself and for violations only: the rest, of frames and of what is well, takes twice as long. */
    private static AxeBuilder axe(Person person) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(person.page()).options(options).setLegacyMode(true);
    }

    private static void requireNothing(AxeBuilder axe) {
        List<String> violations = new ArrayList<>();
        for (Rule rule : axe.analyze().getViolations()) {
            for (CheckedNode node : rule.getNodes()) {
                violations.add(rule.getId() + " at " + node.getTarget() + ": " + node.getFailureSummary());
            }
        }
        assertThat(violations).isEmpty();
    }
}
