package dendro.queryservice.transactions;

import clojure.lang.Keyword;
import com.codahale.metrics.annotation.Timed;
import dendro.database.Databases;
import dendro.database.Deadline;
import dendro.database.NamedDatabase;
import dendro.database.ObservedDatabase;
import dendro.database.Visibility;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.queryservice.QueryServiceConfiguration;
import dendro.queryservice.caller.Allowed;
import dendro.queryservice.caller.Caller;
import dendro.queryservice.caller.Privacy;
import dendro.queryservice.caller.Role;
import dendro.queryservice.format.Document;
import dendro.queryservice.format.Format;
import dendro.queryservice.openapi.Exchange;
import dendro.queryservice.query.AnalysisWork;
import dendro.queryservice.query.RunningQuery;
import dendro.queryservice.request.Connection;
import dendro.queryservice.request.RequestTrace;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** {@code GET /v1/databases/{db}/transactions}: the log, page by page. */
@Path("/v1/databases/{database}/transactions")
@Allowed(Role.ANALYST)
public final class TransactionsResource {

    private static final String PAGE = "100";
    private static final int LARGEST_PAGE = 1000;

    private final Databases databases;
    private final Privacy privacy;
    private final AnalysisWork analysis;
    private final QueryServiceConfiguration.Limits limits;

    /** The resource over databases. */
    public TransactionsResource(
            Databases databases, Privacy privacy, AnalysisWork analysis, QueryServiceConfiguration.Limits limits) {
        this.databases = databases;
        this.privacy = privacy;
        this.analysis = analysis;
        this.limits = limits;
    }

    /** The transactions from one point on and before another, each an instant or a {@code t}. */
    @GET
    @Operation(summary = "The transactions of a database, page by page")
    @Exchange(gives = "Transactions", headers = "QueryId", answerHeaders = "Query-Id")
    @Timed
    public Response transactions(
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context ContainerRequestContext request,
            @Context HttpServletRequest servletRequest,
            @PathParam("database") String name,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("limit") @DefaultValue(PAGE) String limit) {
        Visibility visibility = privacy.of(Caller.of(security));
        Format format = Format.chosen(headers, Format.DOCUMENTS).format();
        Bounds bounds = Bounds.parse(from, to);
        int most = limit(limit);
        RequestTrace trace = RequestTrace.of(request);
        String asked = "from " + from + " to " + to;
        trace.asked(asked);
        trace.reads(List.of(name));
        NamedDatabase database = databases.named(name);
        RunningQuery running = analysis.begun(asked, headers, security, trace);
        byte[] answer = analysis.doneInTime(running, new Connection(servletRequest), () -> {
            ObservedDatabase observed = bounds.observe(database, Deadline.after(limits.cursorWait()));
            Bounds.Resolved resolved = bounds.in(observed);
            TransactionPage page = TransactionPage.read(
                    database.logUpTo(resolved.basis()), resolved, observed, visibility, most, limits.rows());
            trace.cursor(Map.of(name, resolved.basis()));
            trace.rows(page.transactions().size());
            return document(name, page, resolved, most).bytes(format, limits.answerBytes());
        });
        return AnalysisWork.with(
                running, Response.ok(answer, format.mediaType()).build());
    }

    private static int limit(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Bounds.invalid("limit must be a whole number above 0, not '" + text + "'.");
        }
        int limit = Integer.parseInt(text);
        if (limit > LARGEST_PAGE) {
            throw new Problem(ProblemType.TOO_LARGE, "limit may be at most " + LARGEST_PAGE + ".").exception();
        }
        return limit;
    }

    private static Document document(String database, TransactionPage page, Bounds.Resolved bounds, int limit) {
        List<Object> transactions = new ArrayList<>();
        for (TransactionPage.Transaction transaction : page.transactions()) {
            Document each = new Document()
                    .with("t", transaction.t())
                    .with("instant", Date.from(transaction.instant()))
                    .with("datoms", transaction.datoms());
            if (transaction.leftOut() > 0) {
                each.with("datoms-left-out", transaction.leftOut());
            }
            transactions.add(each.members());
        }
        Document document = new Document()
                .with("transactions", transactions)
                .with("cursor", Map.of(Keyword.intern(null, database), bounds.basis()));
        page.next()
                .ifPresent(next -> document.with(
                        "next",
                        "/v1/databases/"
                                + URLEncoder.encode(database, StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                + "/transactions?from=" + next + "&to=" + bounds.to() + "&limit=" + limit));
        return document;
    }
}
