package dendro.database;

import datomic.Connection;
import dendro.edn.Edn;
import dendro.edn.EdnForms;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** A file of EDN transactions, one vector each, applied in order to a database in memory. */
final class Seed {

    private static final long TRANSACTION_SECONDS = 60;

    private final Path file;

    Seed(Path file) {
        this.file = file;
    }

    /** Applies every transaction; {@code seed-invalid} names the file, the form and the cause of the first that fails. */
    void applyTo(Connection connection) {
        int number = 0;
        try (Reader text = open()) {
            EdnForms forms = Edn.forms(text);
            while (next(forms, number + 1)) {
                number++;
                EdnForms.Form form = forms.next();
                transact(connection, form, number);
            }
        } catch (IOException e) {
            throw invalid("cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean next(EdnForms forms, int number) {
        try {
            return forms.hasNext();
        } catch (ProblemException e) {
            throw invalid("form " + number + ": " + e.problem().detail(), e);
        }
    }

    private void transact(Connection connection, EdnForms.Form form, int number) {
        String place = "form " + number + ", which begins after line " + form.line() + ", ";
        if (!(form.value() instanceof List<?> transaction)) {
            throw invalid(place + "is not a vector.", null);
        }
        try {
            connection.transact(transaction).get(TRANSACTION_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw invalid(place + "was refused: " + rootMessage(e), e);
        } catch (TimeoutException e) {
            throw invalid(place + "took longer than " + TRANSACTION_SECONDS + " seconds.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw invalid(place + "was interrupted.", e);
        } catch (RuntimeException e) {
            throw invalid(place + "was refused: " + e.getMessage(), e);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            bytes.mark(2);
            boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return new InputStreamReader(gzip ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private ProblemException invalid(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        Problem problem =
                new Problem(ProblemType.SEED_INVALID, "Seed file " + file + ": " + what).with("file", file.toString());
        return cause == null ? problem.exception() : problem.exception(cause);
    }
}
