package dendro.queryservice.analysis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the files that a process for analysis writes: two processes cannot roll one file. */
public final class AnalysisFile {

    /** The last dot that begins an extension: in no folder's name, and in no pattern's braces. */
    private static final Pattern EXTENSION = Pattern.compile("(\\.[^./{}]+)?(\\.gz|\\.zip)?$");

    private AnalysisFile() {}

    /** The name with {@code -analysis} before its extension: {@code log/audit-analysis.log} for {@code log/audit.log}. */
    public static String beside(String name) {
        Matcher extension = EXTENSION.matcher(name);
        int at = extension.find() ? extension.start() : name.length();
        return name.substring(0, at) + "-analysis" + name.substring(at);
    }
}
