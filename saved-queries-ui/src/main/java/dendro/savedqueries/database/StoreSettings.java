package dendro.savedqueries.database;

import io.dropwizard.db.DataSourceFactory;

/** What {@code database} is where the YAML does not say. */
public final class StoreSettings {

    private StoreSettings() {}

    /**
     * An embedded database in a file of the working directory.
     *
     * @param file its name, without what H2 adds
     */
    public static DataSourceFactory embedded(String file) {
        DataSourceFactory database = new DataSourceFactory();
        database.setDriverClass("org.h2.Driver");
        database.setUrl("jdbc:h2:file:./" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        database.setUser("sa");
        database.setPassword("");
        return database;
    }
}
