package dendro.demo.world;

import java.util.Locale;

/** What a merchant sells: what its purchases usually cost, and how the shop is named. */
enum Category {
    BOOKS(60, "Bookshop"),
    FOOD(40, "Foods"),
    PHARMACY(45, "Pharmacy"),
    FASHION(160, "Clothes"),
    GAMES(120, "Games"),
    TRAVEL(900, "Travel"),
    ELECTRONICS(700, "Electronics"),
    JEWELRY(800, "Jewels");

    private final double usualPrice;
    private final String shop;

    Category(double usualPrice, String shop) {
        this.usualPrice = usualPrice;
        this.shop = shop;
    }

    /** The median of an amount, in whole units of currency. */
    double usualPrice() {
        return usualPrice;
    }

    /** What follows a merchant's own name. */
    String shop() {
        return shop;
    }

    /** The value of {@code :merchant/category}, without its colon. */
    String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
