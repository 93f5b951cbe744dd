package io.wavetank.experiment.scenario;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Plain words that readers of YAML disagree about, and what to write instead. */
final class Plain {
    private static final Set<String> YES = Set.of("yes", "y", "on", "true");
    private static final Set<String> NO = Set.of("no", "n", "off", "false");
    private static final Pattern OCTAL = Pattern.compile("[+-]?0[0-9_]+");
    private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9](?:[0-9_,']*[0-9])?(?:\\.[0-9]+)?");

    private Plain() {}

    /** Returns the number that a text such as {@code 1_000} or {@code 010} seems to mean, or the empty string. */
    static String number(String text) {
        if (!GROUPED.matcher(text).matches()) {
            return "";
        }
        String digits = text.replaceAll("[_,'+]", "");
        return digits.replaceFirst("^(-?)0+(?=[0-9])", "$1");
    }

    /** Returns {@code true} or {@code false} for a text that seems to mean that, else the empty string. */
    static String truth(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return YES.contains(word) ? "true" : NO.contains(word) ? "false" : "";
    }

    /** Returns why a plain text is not what it looks like; the empty string if there is nothing to say. */
    static String why(Value.Text text) {
        if (!text.plain()) {
            return " (in quotes, and so a text)";
        } else if (OCTAL.matcher(text.text()).matches()) {
            return ", which some readers take for octal";
        } else if (text.text().contains("_") && !number(text.text()).isEmpty()) {
            return ", which is a text in YAML 1.2";
        }
        return truth(text.text()).isEmpty() ? "" : ", which is a text in YAML 1.2";
    }
}
