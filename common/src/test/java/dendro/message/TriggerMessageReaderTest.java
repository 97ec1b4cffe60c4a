package dendro.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dendro.features.EntityAt;
import dendro.problem.ProblemException;
import dendro.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerMessageReaderTest {

    private final TriggerMessageReader reader = new TriggerMessageReader("purchase");

    @Test
    void unknownFields_areIgnored() {
        // Given
        String message = """
                {"purchase": {"id": "pur-108", "amount": "133700", "merchant": "Quercus Bookshop",
                              "purchase-date": "2014-11-15", "timestamp": "2014-11-15T13:37:42.108Z"},
                 "sender": {"name": "shop", "tags": [1, 2.5, null, true]}}""";

        // When
        TriggerMessage read = reader.read(message.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(read)
                .isEqualTo(new TriggerMessage(
                        "purchase", new EntityAt("pur-108", Instant.parse("2014-11-15T13:37:42.108Z"))));
    }

    @Test
    void triggerKey_isConfiguration() {
        TriggerMessage read = new TriggerMessageReader("loan")
                .read("{'loan':{'id':'l-1','timestamp':'2020-01-01T02:00:00+02:00'}}"
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(read)
                .isEqualTo(new TriggerMessage("loan", new EntityAt("l-1", Instant.parse("2020-01-01T00:00:00Z"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                     | The message lacks 'purchase'.
            {'loan':{}}                                            | The message lacks 'purchase'.
            {'purchase':7}                                         | 'purchase' of the message is not an object.
            {'purchase':null}                                      | 'purchase' of the message is not an object.
            {'purchase':{'timestamp':'2014-11-15T13:37:42.108Z'}}  | The message lacks 'purchase.id'.
            {'purchase':{'id':7,'timestamp':'2014-11-15T13:37Z'}}  | 'purchase.id' of the message is not a string.
            {'purchase':{'id':' ','timestamp':'2014-11-15T13:37Z'}} | 'purchase.id' of the message is blank.
            {'purchase':{'id':'pur-108'}}                          | The message lacks 'purchase.timestamp'.
            {'purchase':{'id':'pur-108','timestamp':1416058662108}} | 'purchase.timestamp' of the message is not a string.
            {'purchase':{'id':'pur-108','timestamp':'yesterday'}}  | 'purchase.timestamp' of the message is not an instant of the years 1 to 9999 such as 2014-11-15T13:37:42.108Z.
            {'purchase':{'id':'pur-108','timestamp':'2014-11-15'}} | 'purchase.timestamp' of the message is not an instant of the years 1 to 9999 such as 2014-11-15T13:37:42.108Z.
            {'purchase':{'id':'p','timestamp':'+99999-01-01T00:00:00Z'}} | 'purchase.timestamp' of the message is not an instant of the years 1 to 9999 such as 2014-11-15T13:37:42.108Z.
            []                                                     | The message is not a JSON object.
            ``                                                     | The message is not a JSON object.
            """)
    void whatIsWrong_isNamed(String message, String sentence) {
        assertThatThrownBy(() -> reader.read(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().type()).isEqualTo(ProblemType.REQUEST_INVALID);
                    assertThat(e.problem().detail()).isEqualTo(sentence);
                });
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            not JSON
            {'purchase':
            {'purchase':{'id':'a','id':'b','timestamp':'2014-11-15T13:37:42.108Z'}}
            {'purchase':{'id':'a','timestamp':'2014-11-15T13:37:42.108Z'}} {}
            """)
    void whatCannotBeRead_isSaidToBeNoJson(String message) {
        assertInvalid(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "The message is not JSON");
    }

    @Test
    void deepNesting_isRefused() {
        assertInvalid("[".repeat(5000).getBytes(StandardCharsets.UTF_8), "The message is not JSON that can be read");
    }

    @Test
    void idTooLongToBeAKey_isRefused() {
        String message =
                "{\"purchase\":{\"id\":\"" + "p".repeat(1001) + "\",\"timestamp\":\"2014-11-15T13:37:42.108Z\"}}";
        assertInvalid(
                message.getBytes(StandardCharsets.UTF_8),
                "'purchase.id' of the message is longer than 1000 characters.");
    }

    @Test
    void hugeMessage_isRefusedUnread() {
        assertInvalid(new byte[(1 << 20) + 1], "The message has 1048577 bytes; 1048576 are allowed.");
    }

    @Test
    void randomBytes_areNeverMoreThanInvalid() {
        Random random = new Random(108);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertInvalid(bytes, "The message is not");
        }
    }

    private void assertInvalid(byte[] message, String beginning) {
        assertThatThrownBy(() -> reader.read(message)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().type()).isEqualTo(ProblemType.REQUEST_INVALID);
            assertThat(e.problem().detail()).startsWith(beginning);
        });
    }
}
