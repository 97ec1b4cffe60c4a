package dendro.blackbox;

import java.util.List;

/**
 * Where a score comes from, in log-odds: the base and what each place of the vector adds to it. Their sum is the
 * score's margin; the score is {@code 1 / (1 + exp(-margin))}.
 *
 * @param base the margin of a vector of which nothing is known
 * @param ofPlaces what each place adds, in the order of the vector
 */
public record Contributions(double base, List<Double> ofPlaces) {

    public Contributions {
        ofPlaces = List.copyOf(ofPlaces);
    }

    /** The score in log-odds. */
    public double margin() {
        return base + ofPlaces.stream().mapToDouble(Double::doubleValue).sum();
    }
}
