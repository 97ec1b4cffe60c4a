package dendro.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of the libraries a model owes itself to. */
final class LibraryVersions {

    private LibraryVersions() {}

    /** By name: java, scala, spark, xgboost. */
    static SortedMap<String, String> all() {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("java", Runtime.version().toString());
        versions.put("scala", scala.util.Properties.versionNumberString());
        versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        versions.put("xgboost", xgboost());
        return versions;
    }

    private static String xgboost() {
        try (InputStream file = LibraryVersions.class.getResourceAsStream("/xgboost4j-version.properties")) {
            if (file == null) {
                return "unknown";
            }
            Properties versions = new Properties();
            versions.load(file);
            return versions.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
