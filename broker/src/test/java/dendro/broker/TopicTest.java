package dendro.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

    @Test
    void nameAndPartitions_areATopic() {
        assertThat(Topic.parse("scores-dead-letters:1")).isEqualTo(new Topic("scores-dead-letters", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchases", "purchases:", "purchases:many", ":3", "purchases:0", ""})
    void anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> Topic.parse(text)).isInstanceOf(BrokerException.class);
    }
}
