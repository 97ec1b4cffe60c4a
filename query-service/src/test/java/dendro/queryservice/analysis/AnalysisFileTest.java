package dendro.queryservice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisFileTest {

    @ParameterizedTest
    @CsvSource({
        "audit.log, audit-analysis.log",
        "/var/log/dendro/audit.log, /var/log/dendro/audit-analysis.log",
        "/var/log/dendro.d/audit, /var/log/dendro.d/audit-analysis",
        "log/service-%d.log.gz, log/service-%d-analysis.log.gz",
        "log/service-%d{yyyy.MM}.gz, log/service-%d{yyyy.MM}-analysis.gz",
    })
    void name_hasAnalysisBeforeItsExtension(String name, String beside) {
        assertThat(AnalysisFile.beside(name)).isEqualTo(beside);
    }
}
