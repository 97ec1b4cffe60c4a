package dendro.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Story
class ConcurrentSavesTest {

    private static final String FIRST = """
            [:find ?id
             :in $purchases
             :where [$purchases ?p :purchase/id ?id]]""";
    private static final String THEIRS = FIRST.replace(":find ?id", ":find (count ?id)");
    private static final String MINE = FIRST.replace(":find ?id", ":find (max ?id)");

    @Test
    void secondWriter_isToldAndSavesOnTop(People people) {
        Api api = people.api("analyst");
        String id = api.save(Api.query("Edited by two", FIRST).put("team", "risk"));
        QueryPage mine = people.analyst().query(id);
        QueryPage theirs = people.dataScientist().query(id);
        mine.person().expects(409, "/versions");
        mine.editor().write(MINE);
        theirs.editor().write(THEIRS);
        theirs.save("counted");

        Area dialog = mine.save();
        dialog.field("What changed").fill("the last one");
        dialog.button("Save").click();

        Area conflict = mine.person().dialog();
        assertThat(conflict.heading("Somebody saved meanwhile")).isVisible();
        assertThat(conflict.whole()).containsText("Data scientist saved version 2");
        assertThat(conflict.css(".diff-removed")).containsText("(count ?id)");
        assertThat(conflict.css(".diff-added")).containsText("(max ?id)");

        conflict.button("Save mine as version 3").click();

        mine.isVersion(3);
        mine.editor().shows("(max ?id)");
        assertThat(versions(api, id)).containsExactly(FIRST, THEIRS, MINE);
        assertThat(api.get("/api/queries/" + id + "/versions").findValuesAsText("note"))
                .contains("counted", "the last one");
    }

    @Test
    void secondWriter_mayGoOnEditingOrForkInstead(People people) {
        Api api = people.api("analyst");
        String id = api.save(Api.query("Edited by two others", FIRST).put("team", "risk"));
        QueryPage mine = people.dataScientist().query(id);
        mine.person().expects(409, "/versions");
        mine.editor().write(MINE);
        api.saveVersion(id, 1, Api.query("Edited by two others", THEIRS).put("team", "risk"));
        mine.save().button("Save").click();

        mine.person().dialog().button("Go on editing").click();

        mine.editor().shows("(max ?id)");
        mine.save().button("Save").click();
        mine.person().dialog().button("Save mine as a fork").click();
        mine.person().dialog().field("Name").fill("My own way");
        mine.person().dialog().button("Fork").click();
        assertThat(mine.title()).hasText("My own way");
        mine.editor().shows("(max ?id)");
        assertThat(versions(api, id)).containsExactly(FIRST, THEIRS);
    }

    private static List<String> versions(Api api, String id) {
        List<String> texts = new ArrayList<>();
        int newest = api.get("/api/queries/" + id).get("version").asInt();
        for (int version = 1; version <= newest; version++) {
            JsonNode saved = api.get("/api/queries/" + id + "/versions/" + version);
            texts.add(saved.get("text").asText());
        }
        return texts;
    }
}
