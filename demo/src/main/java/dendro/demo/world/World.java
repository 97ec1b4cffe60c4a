package dendro.demo.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The demo world as a stream of values. Nothing is transacted here, and nothing is read but the settings:
 * telling the same world twice gives the same events.
 */
public final class World {

    /** The names of its databases. */
    public static final List<String> DATABASES = List.of("customers", "merchants", "purchases", "bills");

    /** What ties them together, as a query-service is told it. */
    public static final List<String> REFERENCES = List.of(
            "purchases :purchase/customer-id -> customers :customer/id",
            "purchases :purchase/merchant-id -> merchants :merchant/id",
            "bills :bill/customer-id -> customers :customer/id");

    /** By database, the attributes that are not for everybody's eyes. */
    public static final Map<String, List<String>> PRIVATE =
            Map.of("customers", List.of(":customer/email", ":customer/tax-id"));

    private final WorldSettings settings;

    /** The world that follows from these settings. */
    public World(WorldSettings settings) {
        this.settings = settings;
    }

    /** What a model wants to know about its purchases: the text of the feature set {@code purchase-risk}. */
    public static String purchaseRisk() {
        try (InputStream file = World.class.getResourceAsStream("/dendro/demo/purchase-risk.edn")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it follows from. */
    public WorldSettings settings() {
        return settings;
    }

    /**
     * Everything that happens, in the order of time, told as it is asked for; the first transaction of each
     * database is its schema. Instants rise strictly within a database and lie before the settings' end.
     */
    public Iterator<WorldEvent> events() {
        Chronicle chronicle = new Chronicle(settings);
        Bills bills = new Bills(chronicle);
        Customers customers = new Customers(chronicle, bills);
        Merchants merchants = new Merchants(chronicle);
        Purchases purchases = new Purchases(chronicle, customers, merchants);

        Instant start = settings.start();
        Schema.ofEachDatabase()
                .forEach((database, schema) -> chronicle.at(start, now -> chronicle.write(database, now, schema)));
        Customer quercus = customers.quercus(start.plusSeconds(60), quercusMoves());
        Merchant bookshop = merchants.quercusBookshop(start.plusSeconds(60));
        purchases.quercusBuysABook(quercus, bookshop, quercusBuysABook());
        customers.join(settings);
        merchants.open(settings);
        purchases.spread(settings);
        return chronicle;
    }

    /** When {@code pur-108} is bought: on 15 November of the year before the world's end. */
    public Instant quercusBuysABook() {
        return lastYear(Month.NOVEMBER, 15);
    }

    /** When Quercus leaves São Paulo for Richmond: a month later. */
    public Instant quercusMoves() {
        return lastYear(Month.DECEMBER, 15);
    }

    private Instant lastYear(Month month, int day) {
        int year = settings.end().atOffset(ZoneOffset.UTC).getYear() - 1;
        return LocalDateTime.of(year, month, day, 13, 37, 42, 108_000_000).toInstant(ZoneOffset.UTC);
    }
}
