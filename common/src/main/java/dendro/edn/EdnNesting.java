package dendro.edn;

import dendro.problem.Problem;
import dendro.problem.ProblemType;

/**
 * How deep a text nests, found by counting brackets before anything recursive looks at it: a reader
 * that recurses would overflow its stack on hostile text.
 */
final class EdnNesting {

    private static final int LONGEST_TOKEN = 1000;

    private EdnNesting() {}

    static int depth(String text) {
        refuseLongTokens(text);
        int depth = 0;
        int deepest = 0;
        int index = 0;
        while (index < text.length()) {
            char character = text.charAt(index);
            switch (character) {
                case '"' -> index = endOfString(text, index);
                case ';' -> index = endOfLine(text, index);
                case '\\' -> index++;
                case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
                case ')', ']', '}' -> depth--;
                case '^' ->
                    throw new Problem(
                                    ProblemType.EDN_SYNTAX,
                                    "Metadata (^, at character " + (index + 1) + ") is not data.")
                            .exception();
                default -> {}
            }
            index++;
        }
        return deepest;
    }

    /** The digits of a number are read in time quadratic in their count. */
    private static void refuseLongTokens(String text) {
        int length = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '"') {
                index = endOfString(text, index);
                length = 0;
            } else if (character == ';') {
                index = endOfLine(text, index);
                length = 0;
            } else if (Character.isWhitespace(character) || ",()[]{}".indexOf(character) >= 0) {
                length = 0;
            } else if (++length > LONGEST_TOKEN) {
                throw new Problem(
                                ProblemType.EDN_SYNTAX,
                                "A number, symbol or keyword has more than " + LONGEST_TOKEN + " characters.")
                        .exception();
            }
        }
    }

    private static int endOfString(String text, int from) {
        int index = from + 1;
        while (index < text.length() && text.charAt(index) != '"') {
            index += text.charAt(index) == '\\' ? 2 : 1;
        }
        return index;
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
