package dendro.savedqueries.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dendro.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookHostsTest {

    private final WebhookHosts hosts = new WebhookHosts(List.of("hooks.example.com", "alerts.example.com:8443"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/services/1?x=y",
                "http://Hooks.Example.com/",
                "https://alerts.example.com:8443/"
            })
    void hostsOfTheConfigurationMayBeCalled(String address) {
        assertThat(hosts.address(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8081/",
                "http://hooks.example.com:8081/",
                "https://alerts.example.com/",
                "https://hooks.example.com.evil.example/",
                "https://hooks.example.com@evil.example/",
                "https://evil.example#@hooks.example.com/",
                "file:///etc/passwd",
                "ftp://hooks.example.com/",
                "//hooks.example.com/",
                "hooks.example.com",
                "https://",
                "https://hooks.example.com\\@evil.example/",
                ""
            })
    void nothingElseIsCalled(String address) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> hosts.address(address));
    }
}
