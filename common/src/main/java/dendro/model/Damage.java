package dendro.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.nio.file.Path;

/** What a file of the repository that cannot be used is reported as. */
final class Damage {

    private Damage() {}

    static ProblemException of(Path file, Exception cause) {
        return problem(file, reason(cause)).exception(cause);
    }

    static ProblemException of(Path file, String reason) {
        return problem(file, reason).exception();
    }

    private static Problem problem(Path file, String reason) {
        return new Problem(ProblemType.MODEL_UNAVAILABLE, file + " is damaged: " + reason)
                .with("file", file.toString());
    }

    private static String reason(Exception cause) {
        if (cause instanceof ProblemException damaged) {
            return damaged.problem().detail();
        }
        if (cause instanceof JsonProcessingException syntax) {
            return "it is not JSON: " + syntax.getOriginalMessage();
        }
        return String.valueOf(cause.getMessage());
    }
}
