package dendro.modelservice.configuration;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens the key stores of the connectors once, so that one that does not open is named before anything runs. */
public final class ConnectorKeys {

    private ConnectorKeys() {}

    /** What is wrong with them, by field; never a password. */
    public static Map<String, String> wrong(ServerFactory server) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (server instanceof DefaultServerFactory connectors) {
            find("server.applicationConnectors", connectors.getApplicationConnectors(), wrong);
            find("server.adminConnectors", connectors.getAdminConnectors(), wrong);
        }
        return wrong;
    }

    private static void find(String field, List<ConnectorFactory> connectors, Map<String, String> wrong) {
        for (int i = 0; i < connectors.size(); i++) {
            if (connectors.get(i) instanceof HttpsConnectorFactory https && https.getKeyStorePath() != null) {
                find(field + "[" + i + "].", https, wrong);
            }
        }
    }

    private static void find(String connector, HttpsConnectorFactory https, Map<String, String> wrong) {
        String path = String.valueOf(https.getKeyStorePath());
        if (!isFile(path)) {
            wrong.put(connector + "keyStorePath", "is no file: " + path);
        } else if (https.getKeyStorePassword() == null) {
            wrong.put(connector + "keyStorePassword", "must not be blank");
        } else {
            try {
                KeyStore.getInstance(
                        Path.of(path).toFile(), https.getKeyStorePassword().toCharArray());
            } catch (IOException | GeneralSecurityException e) {
                wrong.put(connector + "keyStorePassword", "does not open " + path);
            }
        }
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
