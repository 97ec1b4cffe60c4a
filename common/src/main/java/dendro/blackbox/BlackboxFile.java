package dendro.blackbox;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is known of the file that holds a blackbox. Native loaders trust their input, and XGBoost's brings
 * the whole process down with a damaged file: only content with the right digest is given to one.
 *
 * @param kind which also names the file
 * @param bytes its size
 * @param sha256 of its content, in lower-case hex
 */
public record BlackboxFile(BlackboxKind kind, long bytes, String sha256) {

    /** The description of this content. */
    public static BlackboxFile of(BlackboxKind kind, byte[] content) {
        return new BlackboxFile(kind, content.length, digest(content));
    }

    /**
     * The blackbox in the file of this kind in a folder; the caller closes it.
     *
     * @throws ProblemException {@code model-unavailable}, naming file and cause, if it cannot be read or its
     *     content is not what is described here
     */
    public Blackbox open(Path folder) {
        Path file = folder.resolve(kind.fileName());
        try {
            byte[] content = Files.readAllBytes(file);
            if (!digest(content).equals(sha256)) {
                throw unavailable(file, "its content is not what was published (the SHA-256 differs)")
                        .exception();
            }
            return kind.load(content);
        } catch (BlackboxUnreadable e) {
            throw unavailable(file, "it does not hold " + kind.slug() + ": " + e.getMessage())
                    .exception(e);
        } catch (IOException e) {
            throw unavailable(file, "it cannot be read: " + e).exception(e);
        }
    }

    private static Problem unavailable(Path file, String reason) {
        return new Problem(ProblemType.MODEL_UNAVAILABLE, file + " is damaged: " + reason)
                .with("file", file.toString());
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
