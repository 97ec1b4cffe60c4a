package dendro.asof;

import dendro.edn.Edn;
import org.jspecify.annotations.Nullable;

/** Says which clause keeps a query from being compiled, and why, on its way to the plan that reports it. */
final class CannotCompile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient PeerOnly what;

    CannotCompile(@Nullable Object clause, String reason) {
        super(reason, null, false, false);
        this.what = new PeerOnly(clause == null ? "nil" : Edn.write(clause), reason);
    }

    PeerOnly what() {
        return what;
    }

    /**
     * Why a query is answered by the peer.
     *
     * @param clause that is not compiled, as EDN
     * @param reason in words
     */
    record PeerOnly(String clause, String reason) {}
}
