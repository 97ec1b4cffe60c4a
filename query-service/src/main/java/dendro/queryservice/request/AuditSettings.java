package dendro.queryservice.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import dendro.queryservice.analysis.AnalysisFile;
import io.dropwizard.util.DataSize;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

/** The part of the YAML about the audit log. */
public final class AuditSettings {

    @NotEmpty
    @JsonProperty
    private String file = "";

    @Min(1)
    @JsonProperty
    private int keepDays = 30;

    @NotNull
    @JsonProperty
    private DataSize maxSize = DataSize.mebibytes(100);

    /** The same for the process that answers analysts. */
    public AuditSettings ofAnalysis() {
        AuditSettings other = new AuditSettings();
        other.file = AnalysisFile.beside(file);
        other.keepDays = keepDays;
        other.maxSize = maxSize;
        return other;
    }

    String file() {
        return file;
    }

    int keepDays() {
        return keepDays;
    }

    /** From which on a day has more than one file. */
    DataSize maxSize() {
        return maxSize;
    }
}
