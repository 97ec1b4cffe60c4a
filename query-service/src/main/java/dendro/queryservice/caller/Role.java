package dendro.queryservice.caller;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. */
public enum Role {
    /** Read features. */
    SCORER,
    /** Query, look at entities and cancel its own queries. */
    ANALYST,
    /** Read features and training sets. */
    TRAINER,
    /** All of it, and see and cancel everybody's queries. */
    ADMIN;

    /** The lower-case name. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name, if there is one. */
    public static Optional<Role> ofLabel(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    @JsonCreator
    static Role configured(String label) {
        return ofLabel(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no role '" + label + "'; there are scorer, analyst, trainer and admin"));
    }
}
