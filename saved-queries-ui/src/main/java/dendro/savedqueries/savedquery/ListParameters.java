package dendro.savedqueries.savedquery;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the address of a list says. */
final class ListParameters {

    private static final int MOST = 200;

    @QueryParam("text")
    private @Nullable String text;

    @QueryParam("tag")
    private @Nullable String tag;

    @QueryParam("team")
    private @Nullable String team;

    @QueryParam("owner")
    private @Nullable String owner;

    @QueryParam("favourite")
    private boolean favourite;

    @QueryParam("stale")
    private boolean stale;

    @QueryParam("archived")
    private boolean archived;

    @QueryParam("order")
    private @Nullable String order;

    @QueryParam("limit")
    @DefaultValue("50")
    private int limit;

    @QueryParam("offset")
    private int offset;

    /**
     * The list that is meant.
     *
     * @throws dendro.problem.ProblemException {@code request-invalid}
     */
    QueryList list() {
        if (limit < 1 || limit > MOST || offset < 0) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "A list has a 'limit' from 1 to " + MOST + " and an 'offset' from 0.")
                    .exception();
        }
        Optional<String> words = given(text);
        return new QueryList(
                Optional.empty(),
                words,
                given(tag),
                given(team),
                given(owner),
                favourite,
                stale,
                Optional.of(archived),
                given(order)
                        .map(QueryList.Order::of)
                        .orElse(words.isPresent() ? QueryList.Order.RELEVANCE : QueryList.Order.USE),
                limit,
                offset);
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
