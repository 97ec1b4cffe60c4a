package dendro.trainer;

import dendro.drift.BinCounts;
import dendro.drift.Bins;
import dendro.drift.Distribution;
import dendro.drift.TrainingDistribution;
import dendro.features.Column;
import dendro.features.ColumnType;
import dendro.features.FeatureValues;
import dendro.problem.Problem;
import dendro.problem.ProblemType;
import dendro.trainer.evaluation.Bootstrap;
import dendro.trainer.evaluation.Comparison;
import dendro.trainer.evaluation.Drift;
import dendro.trainer.evaluation.Evaluation;
import dendro.trainer.evaluation.Partition;
import dendro.trainer.evaluation.ScoredRows;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** Scores the test part by a fitted model and by the champion, and says how well both do. */
final class Judge {

    private static final List<Column> SCORE = List.of(new Column(TrainingDistribution.SCORE, ColumnType.DOUBLE));

    private final List<Column> columns;
    private final Optional<String> segment;
    private final Bootstrap bootstrap;

    /**
     * A judge of rows.
     *
     * @param columns of the rows
     * @param segment one of them by whose values they are judged too
     * @throws dendro.problem.ProblemException {@code request-invalid} if there is no such column
     */
    Judge(List<Column> columns, Optional<String> segment, Bootstrap bootstrap) {
        this.columns = columns;
        this.segment = segment;
        this.bootstrap = bootstrap;
        if (segment.isPresent() && position(segment.get()) < 0) {
            throw new Problem(
                            ProblemType.REQUEST_INVALID,
                            "There is no column '" + segment.get() + "' to judge by. The columns are: "
                                    + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ".")
                    .exception();
        }
    }

    private int position(String name) {
        return columns.stream().map(Column::name).toList().indexOf(name);
    }

    /**
     * Judges a model.
     *
     * @param fitted what it was fitted on
     * @param test what it is judged on, of both classes
     * @param split the test part lies after it
     */
    Judgement judge(
            FittedModel model,
            JavaRDD<ShardItem.Example> fitted,
            JavaRDD<ShardItem.Example> test,
            Instant split,
            Champion champion) {
        TrainingDistribution distribution = Distributions.of(model.encoder(), fitted, model.scored(test));
        Optional<Integer> version = champion.version();
        Optional<Champion.Opened> opened = version.map(number -> champion.open(number, columns));
        try (ScoringModel scoring = ScoringModel.of(model)) {
            JudgedRows rows = JudgedRows.of(test, scoring, opened.flatMap(Judge::model), segmentOf(distribution));
            ScoredRows scores = rows.scores();
            List<String> monthOfRow = IntStream.range(0, rows.size())
                    .mapToObj(row -> month(rows.at(row).timestamp()))
                    .toList();
            List<String> months = List.copyOf(new TreeSet<>(monthOfRow));
            Partition byMonth = new Partition(
                    months, monthOfRow.stream().map(months::indexOf).toList());
            return new Judgement(
                    Evaluation.of(scores, byMonth, bySegment(rows, distribution), bootstrap),
                    version.map(number -> comparison(number, opened.orElseThrow(), rows, split, champion))
                            .orElseGet(() -> new Comparison.NoChampion(champion.alias())),
                    distribution,
                    drift(byMonth, scores, distribution, test));
        } finally {
            opened.flatMap(Judge::model).ifPresent(ScoringModel::close);
        }
    }

    private static Optional<ScoringModel> model(Champion.Opened opened) {
        return opened instanceof Champion.Opened.Ready ready ? Optional.of(ready.model()) : Optional.empty();
    }

    private static String month(Instant timestamp) {
        return YearMonth.from(timestamp.atOffset(ZoneOffset.UTC)).toString();
    }

    private Comparison comparison(
            int number, Champion.Opened opened, JudgedRows rows, Instant split, Champion champion) {
        if (opened instanceof Champion.Opened.Ready ready) {
            Optional<String> caution = champion.caution(ready.version(), split);
            return rows.championScores()
                    .map(scores -> Comparison.of(number, rows.scores(), scores, caution, bootstrap))
                    .orElseGet(() -> new Comparison.Incomparable(
                            number, "What version " + number + " gives are no probabilities."));
        }
        return new Comparison.Incomparable(number, ((Champion.Opened.Unfit) opened).reason());
    }

    /** Segments are the bins in which the column's values were counted where the model was fitted. */
    private ToIntFunction<FeatureValues> segmentOf(TrainingDistribution distribution) {
        if (segment.isEmpty()) {
            return values -> 0;
        }
        int position = position(segment.get());
        Bins bins = distribution.features().get(position).bins();
        return values -> bins.of(values.value(position));
    }

    private Optional<Evaluation.BySegment> bySegment(JudgedRows rows, TrainingDistribution distribution) {
        return segment.map(column -> new Evaluation.BySegment(
                column,
                new Partition(
                        distribution.features().get(position(column)).bins().labels(),
                        IntStream.range(0, rows.size()).mapToObj(rows::segment).toList())));
    }

    private List<Drift> drift(
            Partition byMonth, ScoredRows scores, TrainingDistribution trained, JavaRDD<ShardItem.Example> test) {
        Map<String, BinCounts> features = featuresByMonth(trained, test);
        Bins scoreBins = trained.score().bins();
        Map<Integer, BinCounts> scoresByMonth = new TreeMap<>();
        for (int row = 0; row < scores.size(); row++) {
            scoresByMonth
                    .computeIfAbsent(byMonth.partOf().get(row), month -> new BinCounts(List.of(scoreBins)))
                    .add(FeatureValues.of(List.of(scores.score(row))));
        }
        List<Drift> drift = new ArrayList<>();
        scoresByMonth.forEach((place, counts) -> {
            String month = byMonth.names().get(place);
            BinCounts ofMonth = features.get(month);
            if (ofMonth == null) {
                throw new IllegalStateException("The rows of " + month + " have changed while they were judged.");
            }
            Distribution score = counts.distributions(SCORE).get(0);
            drift.add(Drift.of(month, trained.score(), score, trained.features(), ofMonth.distributions(columns)));
        });
        return drift;
    }

    /** Counted where the rows are. */
    private static Map<String, BinCounts> featuresByMonth(
            TrainingDistribution trained, JavaRDD<ShardItem.Example> test) {
        ArrayList<Bins> bins = new ArrayList<>(
                trained.features().stream().map(Distribution::bins).toList());
        return test.mapToPair(example -> new Tuple2<>(month(example.at().timestamp()), example.values()))
                .aggregateByKey(
                        new BinCounts(bins),
                        (counted, values) -> {
                            counted.add(values);
                            return counted;
                        },
                        (counted, others) -> {
                            counted.merge(others);
                            return counted;
                        })
                .collectAsMap();
    }
}
