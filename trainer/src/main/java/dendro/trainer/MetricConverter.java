package dendro.trainer;

import dendro.trainer.evaluation.Metric;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a metric. */
final class MetricConverter implements ITypeConverter<Metric> {

    @Override
    public Metric convert(String slug) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + slug + "' is no metric; there are "
                        + Arrays.stream(Metric.values()).map(Metric::slug).collect(Collectors.joining(", ")) + "."));
    }
}
