package dendro.demo.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The merchants: all open in the first days, and now and then one moves. */
final class Merchants {

    private static final String DATABASE = "merchants";
    private static final List<Category> CATEGORIES = List.of(Category.values());

    private final Chronicle chronicle;
    private final List<Merchant> open = new ArrayList<>();

    Merchants(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    void open(WorldSettings settings) {
        for (int number = 1; number <= settings.merchants(); number++) {
            int own = number;
            chronicle.at(settings.start().plus(chronicle.days(0.1, 10)), now -> opens(own, now));
        }
    }

    /** Everyone who has opened so far. */
    List<Merchant> open() {
        return open;
    }

    /** Quercus Bookshop, in São Paulo. */
    Merchant quercusBookshop(Instant opens) {
        Merchant bookshop = new Merchant("mer-quercus", Category.BOOKS, "São Paulo");
        chronicle.at(opens, now -> enter(bookshop, "Quercus Bookshop", now));
        return bookshop;
    }

    private void opens(int number, Instant now) {
        Category category = CATEGORIES.get(number % CATEGORIES.size());
        Merchant merchant = new Merchant("mer-%04d".formatted(number), category, chronicle.pick(Vocabulary.CITIES));
        String name = chronicle.pick(Vocabulary.TREES) + " " + category.shop() + " " + number;
        enter(merchant, name, now);
        chronicle.at(now.plus(chronicle.untilNext(700)), later -> moves(merchant, later));
    }

    private void enter(Merchant merchant, String name, Instant now) {
        chronicle.write(
                DATABASE,
                now,
                List.of(Facts.entity(
                        "merchant/id",
                        merchant.id,
                        "merchant/name",
                        name,
                        "merchant/category",
                        Facts.keyword(merchant.category.keyword()),
                        "merchant/city",
                        merchant.city)));
        open.add(merchant);
    }

    private void moves(Merchant merchant, Instant now) {
        merchant.city = chronicle.pick(Vocabulary.CITIES);
        chronicle.write(
                DATABASE, now, List.of(Facts.change("merchant/id", merchant.id, "merchant/city", merchant.city)));
        chronicle.at(now.plus(chronicle.untilNext(700)), later -> moves(merchant, later));
    }
}
