package dendro.demo.process;

import org.jspecify.annotations.Nullable;

/** A child process could not be started, died or did not become ready; the message says which, why and where its log is. */
public final class ProcessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProcessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
