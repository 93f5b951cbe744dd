package io.wavetank.workload.input;

/** Text of a file as it may stand in a message: short, on one line, nothing that a terminal would obey. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** Returns the text in single quotes, cut after 60 characters. */
    public static String of(String text) {
        return text.length() <= LONGEST
                ? "'" + oneLine(text) + "'"
                : "'" + oneLine(text.substring(0, LONGEST)) + "...' (" + text.length() + " characters)";
    }

    /** Returns the text with control characters written as escapes. */
    static String oneLine(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t' -> escaped.append("\\t");
                case '\r' -> escaped.append("\\r");
                case '\n' -> escaped.append("\\n");
                default -> {
                    if (Character.isISOControl(c)) {
                        escaped.append("\\x").append(Character.forDigit(c >> 4, 16));
                        escaped.append(Character.forDigit(c & 15, 16));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
