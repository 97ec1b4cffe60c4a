package dendro.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

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
        requireNothing(new AxeBuilder(person.page()).withTags(List.of("wcag2a", "wcag2aa", "wcag21aa")));
    }

    /** Fails with what cannot be read well: all that other colours can change. */
    static void checkContrast(Person person) {
        requireNothing(new AxeBuilder(person.page()).withRules(List.of("color-contrast")));
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
