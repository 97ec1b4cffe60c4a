package dendro.queryservice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowestClaimTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0-1; 1", "0-3,8; 1,2,3,8", "2,5-6; 5,6", "0; ''", "''; ''"})
    void firstCore_isLeftAlone(String allowed, String expected) {
        assertThat(LowestClaim.allButTheFirst(allowed)).isEqualTo(expected);
    }
}
