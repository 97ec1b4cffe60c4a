package dendro.database;

import java.util.Map;

/** The backups in {@code src/test/resources/backups}: a small world of 2014, in four databases. */
public final class Fixtures {

    private Fixtures() {}

    /** Opens all four. */
    public static Databases open() {
        return Databases.open(Map.of(
                "customers", DatabasesTest.backup("customers", ""),
                "merchants", DatabasesTest.backup("merchants", ""),
                "purchases", DatabasesTest.backup("purchases", ""),
                "bills", DatabasesTest.backup("bills", "")));
    }
}
