package dendro.queryservice;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A service with callers of every role, over customers whose email addresses, notes and patrons only admins may see. */
final class PrivateWorld {

    static final String SECRET = "quercus@forest.example";
    static final String FORMER = "oak@forest.example";

    /** A query that joins everything with everything, three times: over some thousand customers it never ends. */
    static final String HEAVY = "[:find (count ?a) :in $customers :where [$customers ?a :customer/city ?x]"
            + " [$customers ?b :customer/city ?y] [$customers ?c :customer/city ?z] [$customers ?d :customer/city ?w]]";

    private PrivateWorld() {}

    static Service start(Path folder, String oidc) throws IOException {
        return start(folder, oidc, 0);
    }

    /** With further customers, and further YAML at the level of callers or above. */
    static Service start(Path folder, String more, int others) throws IOException {
        return start(
                folder,
                "\":customer/email\": [admin], \":customer/note\": [admin], \":customer/patron\": [admin]",
                more,
                others);
    }

    /** With the private attributes that YAML names. */
    static Service start(Path folder, String hidden, String more, int others) throws IOException {
        StringBuilder crowd = new StringBuilder("[");
        for (int number = 0; number < others; number++) {
            crowd.append("{:customer/city \"City %d\"}".formatted(number));
        }
        Path seed = Files.writeString(folder.resolve("customers.edn"), """
                [{:db/ident :customer/id, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                  :db/unique :db.unique/identity}
                 {:db/ident :customer/email, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                  :db/unique :db.unique/identity}
                 {:db/ident :customer/id+email, :db/valueType :db.type/tuple, :db/cardinality :db.cardinality/one,
                  :db/tupleAttrs [:customer/id :customer/email]}
                 {:db/ident :customer/city, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one}
                 {:db/ident :customer/friend, :db/valueType :db.type/ref, :db/cardinality :db.cardinality/one}
                 {:db/ident :customer/note, :db/valueType :db.type/string, :db/cardinality :db.cardinality/one,
                  :db/fulltext true}
                 {:db/ident :customer/patron, :db/valueType :db.type/ref, :db/cardinality :db.cardinality/one}]
                [{:customer/id "cus-quercus", :customer/email "oak@forest.example", :customer/city "São Paulo",
                  :customer/note "writes to oak@forest.example"}]
                [{:customer/id "cus-quercus", :customer/email "quercus@forest.example"}
                 {:customer/id "cus-ilex", :customer/city "Quercus", :customer/friend [:customer/id "cus-quercus"],
                  :customer/patron [:customer/id "cus-quercus"]}]
                [{:db/id :customer/email, :db/ident :customer/mail}]
                """ + (others == 0 ? "" : crowd + "]"));
        StringBuilder tokens = new StringBuilder();
        for (String name : List.of("scorer", "analyst", "second", "trainer", "admin")) {
            String role = name.equals("second") ? "analyst" : name;
            tokens.append("    - {name: %s, sha256: %s, roles: [%s]}%n".formatted(name, sha256(token(name)), role));
        }
        return Service.started(Files.writeString(
                folder.resolve("query-service.yml"), """
                databases:
                  customers:
                    uri: "datomic:mem://private-%s"
                    seed: "%s"
                    private: {%s}
                callers:
                  tokens:
                %s%s
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                """.formatted(UUID.randomUUID(), seed, hidden, tokens, more)));
    }

    static String token(String role) {
        return "a-long-and-random-token-of-the-" + role;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static HttpRequest.Builder as(HttpRequest.Builder request, String role) {
        return request.header("Authorization", "Bearer " + token(role));
    }

    static HttpRequest.Builder post(Service service, String path, String body) {
        return HttpRequest.newBuilder(service.uri().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder get(Service service, String path) {
        return HttpRequest.newBuilder(service.uri().resolve(path)).GET();
    }
}
