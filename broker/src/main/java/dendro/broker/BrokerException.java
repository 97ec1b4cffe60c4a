package dendro.broker;

import org.jspecify.annotations.Nullable;

/** The broker cannot do what was asked, said in one sentence. */
public class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
