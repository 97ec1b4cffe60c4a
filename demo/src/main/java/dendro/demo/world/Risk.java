package dendro.demo.world;

/**
 * How likely a purchase is to be charged back: the truth that models of the demo try to learn. A
 * logistic function of a sum of weights, one for each circumstance that holds:
 *
 * <pre>
 * circumstance                                   weight
 * always                                          -4.5
 * moved to this city less than 45 days ago        +2.2
 * late bills so far                               +0.3 each, at most 3 count
 * amount above 30 % of the credit limit           +0.6
 * amount above 70 % of the credit limit           +0.6 more
 * amount above 30 % of a month's income           +0.7
 * 8 or more installments                          +0.7
 * jewelry, electronics or travel                  +0.7
 * books or food                                   -0.6
 * first purchase from this merchant               +0.4
 * merchant in another city                        +0.3
 * </pre>
 */
final class Risk {

    private Risk() {}

    /** The probability of a chargeback, from 0 to 1. */
    static double probability(Circumstances circumstances) {
        double sum = -4.5
                + weight(2.2, circumstances.daysInCity() < 45)
                + 0.3 * Math.min(3, circumstances.lateBills())
                + weight(0.6, circumstances.shareOfLimit() > 0.3)
                + weight(0.6, circumstances.shareOfLimit() > 0.7)
                + weight(0.7, circumstances.shareOfIncome() > 0.3)
                + weight(0.8, circumstances.installments() >= 8)
                + ofCategory(circumstances.category())
                + weight(0.4, !circumstances.knowsMerchant())
                + weight(0.3, !circumstances.sameCity());
        return 1 / (1 + StrictMath.exp(-sum));
    }

    private static double weight(double weight, boolean holds) {
        return holds ? weight : 0;
    }

    private static double ofCategory(Category category) {
        return switch (category) {
            case JEWELRY, ELECTRONICS, TRAVEL -> 0.7;
            case BOOKS, FOOD -> -0.6;
            case PHARMACY, FASHION, GAMES -> 0;
        };
    }
}
