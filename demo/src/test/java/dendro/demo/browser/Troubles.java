package dendro.demo.browser;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong in a browser window: errors on the console, uncaught exceptions, requests that fail. */
final class Troubles {

    private record Expected(int status, String address) {}

    private final List<Expected> expected = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private boolean serviceExpected = true;

    Troubles(Page page) {
        page.onConsoleMessage(this::said);
        page.onPageError(error -> seen.add("uncaught: " + error));
        page.onRequestFailed(this::failed);
        page.onResponse(this::answered);
    }

    void expect(int status, String address) {
        expected.add(new Expected(status, address));
    }

    void expectNoService() {
        serviceExpected = false;
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    private void said(ConsoleMessage message) {
        // An answer with an error status is said, too, and is looked at where it arrives.
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            seen.add("console: " + message.text());
        }
    }

    private void failed(Request request) {
        // The page gives up what it no longer wants, and so does the browser when a page is left.
        if (serviceExpected && !"net::ERR_ABORTED".equals(request.failure())) {
            seen.add(request.method() + " " + request.url() + " failed: " + request.failure());
        }
    }

    private void answered(Response response) {
        boolean wanted = expected.stream()
                .anyMatch(each ->
                        each.status() == response.status() && response.url().contains(each.address()));
        if (response.status() >= 400 && !wanted) {
            seen.add(response.status() + " from " + response.request().method() + " " + response.url());
        }
    }
}
