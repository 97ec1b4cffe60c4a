package dendro.demo.world;

/**
 * What was true at the moment of a purchase, as far as it bears on a chargeback.
 *
 * @param daysInCity since the customer moved to (or was first known in) the present city
 * @param shareOfLimit amount over credit limit
 * @param shareOfIncome amount over a month's income
 * @param installments from 1
 * @param category what the merchant sells
 * @param lateBills bills the customer has paid late so far
 * @param knowsMerchant whether the customer has bought from this merchant before
 * @param sameCity whether customer and merchant are in one city
 */
record Circumstances(
        long daysInCity,
        double shareOfLimit,
        double shareOfIncome,
        int installments,
        Category category,
        int lateBills,
        boolean knowsMerchant,
        boolean sameCity) {}
