package dendro.savedqueries.schedule;

import dendro.problem.Problem;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where alerts may be sent. Whoever writes a schedule makes this service call an address, from inside the company's network:
 * only hosts that the configuration names are called, by http or https, and no redirection is followed.
 */
final class WebhookHosts {

    private static final int LONGEST = 2000;

    private final Set<String> allowed;

    /** The hosts that may be called, each {@code host} for the scheme's own port, or {@code host:port}. */
    WebhookHosts(Iterable<String> allowed) {
        this.allowed = java.util.stream.StreamSupport.stream(allowed.spliterator(), false)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The address that a text says.
     *
     * @throws ProblemException {@code request-invalid} if it is none that may be called
     */
    URI address(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw invalid("is no address: " + e.getReason());
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST || !Set.of("http", "https").contains(scheme) || address.getHost() == null) {
            throw invalid("is no http or https address of at most " + LONGEST + " characters");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw invalid("may hold no user, password or fragment");
        }
        String host = address.getHost().toLowerCase(Locale.ROOT);
        String named = address.getPort() < 0 ? host : host + ":" + address.getPort();
        if (!allowed.contains(named)) {
            throw invalid(
                    "leads to " + named + ", which the service may not call; its configuration lists the hosts that"
                            + " it may (schedules.webhooks)");
        }
        return address;
    }

    private static ProblemException invalid(String why) {
        return new Problem(ProblemType.REQUEST_INVALID, "The address of an alert " + why + ".").exception();
    }
}
