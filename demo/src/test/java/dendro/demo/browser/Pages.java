package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.function.BiConsumer;

/** Every page, with something on it. */
enum Pages {
    LIST((person, api) -> assertThat(person.list().rows().first()).isVisible()),
    LIST_WITHOUT_HITS((person, api) -> {
        person.list().search("zebra");
        assertThat(person.sees().heading("No query fits")).isVisible();
    }),
    QUERY_WITH_RESULT((person, api) -> run(person, api, "What is spent, by category")),
    QUERY_WITH_CHART((person, api) -> {
        run(person, api, "What is spent, by category").tab("Chart");
        assertThat(person.page().locator("canvas")).isVisible();
    }),
    QUERY_WITH_PARAMETERS((person, api) -> {
        QueryPage query = run(person, api, "Large purchases of a category");
        query.time().fieldStarting("an instant").check();
        query.person().sees().button("Filter by column").click();
    }),
    QUERY_WITH_PROBLEM((person, api) -> {
        person.expects(400, "/api/runs");
        QueryPage query = write(person);
        query.editor().write("[:find ?x :in $customers :where [$customers _ :customer/nome ?x]]");
        person.press("Control+Enter");
        assertThat(person.sees().alert()).isVisible();
    }),
    VERSIONS((person, api) -> {
        String id = api.save("With versions", "[:find ?x :in $customers :where [(ground 1) ?x]]");
        api.saveVersion(id, 1, Api.query("With versions", "[:find ?x :in $customers :where [(ground 2) ?x]]"));
        QueryPage query = person.query(id);
        query.tab("Versions");
        person.sees().button("What it changed").click();
        assertThat(person.sees().css(".diff-added")).isVisible();
    }),
    EVOLUTION((person, api) -> {
        QueryPage query = person.query(api.idOf("Purchases by status"));
        query.tab("Evolution");
        person.sees().field("To").fill("2026-03-01T00:00");
        person.sees().button("Show").click();
        assertThat(person.page().locator("canvas")).isVisible();
    }),
    ABOUT((person, api) -> {
        person.query(api.idOf("Where a customer lived")).tab("About");
        assertThat(person.sees().button("Add a schedule")).isVisible();
    }),
    NEW_QUERY((person, api) -> write(person)),
    FORM((person, api) -> {
        write(person);
        person.sees().button("Form").click();
        person.sees().field("About").selectOption("customer (in customers)");
        person.sees().box("name string").check();
        person.sees().button("Add a condition").click();
    }),
    DECLARATIONS((person, api) -> {
        person.query(api.idOf("Large purchases of a category"));
        show(person);
        person.sees().starting(AriaRole.BUTTON, "Parameters").click();
        assertThat(person.sees().css(".declaration").first()).isVisible();
    }),
    RUNS((person, api) -> {
        api.run(api.idOf("Customers by city"));
        person.at("/runs");
        assertThat(person.page().locator(".run-list tbody tr").first()).isVisible();
    }),
    RUN((person, api) -> {
        person.at("/runs/" + api.run(api.idOf("Customers by city")));
        person.sees().button("Reproduce").click();
        assertThat(person.sees().heading("Identical")).isVisible();
    }),
    COMPARISON((person, api) -> {
        String id = api.idOf("Customers by city");
        person.at("/runs/" + api.run(id, "2025-06-01T00:00:00Z") + "/compare/" + api.run(id));
        assertThat(person.page().locator(".side").first()).isVisible();
    }),
    PROCEDURES((person, api) -> {
        person.at("/procedures/interest");
        assertThat(person.page().locator(".detail")).containsText("Compound");
    }),
    NEW_PROCEDURE((person, api) -> {
        person.at("/procedures/new");
        assertThat(person.page().locator(".cm-content")).isVisible();
    }),
    SCHEDULES((person, api) -> {
        String id = api.save("Scheduled for its look", "[:find ?x :in $customers :where [(ground 1) ?x]]");
        api.schedule(id);
        person.at("/schedules");
        assertThat(person.page().locator(".schedules .card").first()).isVisible();
    }),
    STATISTICS((person, api) -> {
        api.run(api.idOf("Customers by city"));
        person.at("/statistics");
        assertThat(person.page().locator("canvas").first()).isVisible();
    }),
    ENTITY((person, api) -> {
        QueryPage query = run(person, api, "Purchases of a customer");
        query.table().cell(1, 1).getByRole(AriaRole.BUTTON).click();
        assertThat(person.dialog().css(".entity-state")).isVisible();
    }),
    ENTITY_HISTORY((person, api) -> {
        QueryPage query = run(person, api, "Purchases of a customer");
        query.table().cell(1, 1).getByRole(AriaRole.BUTTON).click();
        person.dialog().tab("History").click();
        assertThat(person.dialog().css(".history")).isVisible();
    }),
    SAVE_DIALOG((person, api) -> {
        person.query(api.idOf("Customers by city")).save();
        assertThat(person.dialog().whole()).isVisible();
    }),
    SHARE_DIALOG((person, api) -> {
        person.query(api.idOf("Customers by city"));
        person.sees().button("Share").click();
        person.dialog().button("Make a read-only link").click();
        assertThat(person.dialog().field("For people outside the team")).isVisible();
    }),
    SCHEDULE_DIALOG((person, api) -> {
        person.query(api.idOf("Where a customer lived")).tab("About");
        person.sees().button("Add a schedule").click();
        person.dialog().box("Tell a webhook when a condition holds").check();
    }),
    ACCOUNT_MENU((person, api) -> {
        person.list();
        person.sees().css("summary[aria-label^='Signed in as']").click();
        assertThat(person.sees().button("Sign out")).isVisible();
    }),
    NO_SUCH_PAGE((person, api) -> {
        person.at("/nowhere");
        assertThat(person.sees().heading("This page does not exist")).isVisible();
    });

    // Functions of their arguments alone.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiConsumer<Person, Api> open;

    Pages(BiConsumer<Person, Api> open) {
        this.open = open;
    }

    /** Has a person open it; the other makes what it shows. */
    void open(Person person, Api api) {
        open.accept(person, api);
    }

    private static QueryPage run(Person person, Api api, String name) {
        QueryPage query = new QueryPage(person);
        person.at("/queries/" + api.idOf(name));
        query.run();
        return query;
    }

    private static QueryPage write(Person person) {
        person.at("/queries/new");
        QueryPage query = new QueryPage(person);
        query.isReady();
        return query;
    }

    /** On a narrow screen the text of a query is shown when one asks for it. */
    private static void show(Person person) {
        if (person.sees().button("Show the query").count() > 0) {
            person.sees().button("Show the query").click();
        }
    }
}
