package dendro.savedqueries.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import dendro.savedqueries.queryservice.Identity;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Requests become what is asked: the saved query is looked up, and put together with values and rules. */
final class Questions {

    private static final int MOST_PROCEDURES = 100;

    private final SavedTexts saved;
    private final Runs runs;
    private final Clock clock;

    Questions(SavedTexts saved, Runs runs, Clock clock) {
        this.saved = saved;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * What a request asks.
     *
     * @throws ProblemException what is wrong with it; a query that cannot be sent is kept as a run that has failed
     */
    Run.Asked asked(RunRequest request, RunKind kind, Optional<UUID> schedule, Identity who) {
        Optional<SavedTexts.SavedText> version = request.query().map(query -> saved.query(query, request.version()));
        Source source = version.filter(unused -> request.text().isEmpty())
                .map(Source::of)
                .orElseGet(() -> Source.of(request));
        try {
            SentQuery sent = SentQuery.of(
                    source.text(),
                    source.declarations().map(Parameter::read),
                    request.parameters(),
                    source.sources(),
                    rules(source.procedures()),
                    request.allowCartesian(),
                    request.limit());
            return asked(request, version, kind, schedule, who, sent);
        } catch (ProblemException e) {
            SentQuery unsent = new SentQuery(
                    source.text(),
                    JsonNodeFactory.instance.arrayNode(),
                    source.sources(),
                    request.allowCartesian(),
                    request.limit());
            runs.refused(asked(request, version, kind, schedule, who, unsent), e);
            throw e;
        }
    }

    private Run.Asked asked(
            RunRequest request,
            Optional<SavedTexts.SavedText> version,
            RunKind kind,
            Optional<UUID> schedule,
            Identity who,
            SentQuery sent) {
        Run.Subject subject = version.map(known -> new Run.Subject(
                        Optional.of(known.query()),
                        request.text().isPresent() ? OptionalInt.empty() : OptionalInt.of(known.version()),
                        Optional.of(known.name())))
                .orElse(Run.Subject.NONE);
        return new Run.Asked(
                request.run(),
                subject,
                who.name(),
                who.roles(),
                kind,
                Optional.empty(),
                schedule,
                request.parameters(),
                request.cursor(),
                sent,
                now());
    }

    /** The question of a run once more. */
    Run.Asked repeated(Run run, RunKind kind, JsonNode cursor, Identity who) {
        Run.Asked before = run.asked();
        return new Run.Asked(
                UUID.randomUUID(),
                before.subject(),
                who.name(),
                who.roles(),
                kind,
                Optional.of(run.id()),
                Optional.empty(),
                before.parameters(),
                cursor,
                before.sent(),
                now());
    }

    /** In milliseconds, as everywhere in Dendro: a database may keep less than a clock tells. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private record Source(String text, Optional<JsonNode> declarations, JsonNode sources, JsonNode procedures) {

        static Source of(SavedTexts.SavedText saved) {
            return new Source(saved.text(), Optional.of(saved.parameters()), saved.sources(), saved.procedures());
        }

        static Source of(RunRequest request) {
            return new Source(
                    request.text().orElseThrow(),
                    request.declarations(),
                    request.sources().isObject() ? request.sources() : NullNode.getInstance(),
                    request.procedures());
        }
    }

    private List<String> rules(JsonNode procedures) {
        if (procedures.size() > MOST_PROCEDURES) {
            throw new Problem(ProblemType.TOO_LARGE, "A query has at most " + MOST_PROCEDURES + " procedures.")
                    .exception();
        }
        List<String> rules = new ArrayList<>();
        for (JsonNode procedure : procedures) {
            if (!procedure.path("name").isTextual()
                    || !procedure.path("version").canConvertToInt()) {
                throw new Problem(ProblemType.REQUEST_INVALID, "A procedure has a 'name' and a 'version'.").exception();
            }
            rules.add(saved.rules(
                    procedure.path("name").asText(), procedure.path("version").asInt()));
        }
        return rules;
    }

    /** A series' question, with the series in place of a cursor. */
    Run.Asked series(RunRequest request, ObjectNode series, Identity who) {
        Run.Asked plain = asked(request, RunKind.EVOLUTION, Optional.empty(), who);
        return new Run.Asked(
                plain.id(),
                plain.subject(),
                plain.person(),
                plain.roles(),
                plain.kind(),
                plain.of(),
                plain.schedule(),
                plain.parameters(),
                series,
                plain.sent(),
                plain.startedAt());
    }
}
