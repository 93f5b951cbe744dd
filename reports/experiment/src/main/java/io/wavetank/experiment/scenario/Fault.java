package io.wavetank.experiment.scenario;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something wrong in a scenario.
 *
 * @param place where
 * @param message what is wrong; what was expected; what may have been meant
 */
record Fault(Place place, String message) {
    /** Of a word that is longer than any that is meant, the beginning is enough to find it. */
    private static final Pattern LONG_WORD = Pattern.compile("([^\\s']{100})[^\\s']{100,}");

    /** In one line, whatever stands in the scenario. */
    @Override
    public String toString() {
        var line = new StringBuilder();
        (place + ": " + LONG_WORD.matcher(message).replaceAll("$1..."))
                .chars()
                .forEach(c -> line.append(isControl(c) ? String.format(Locale.ROOT, "\\u%04x", c) : (char) c));
        return line.toString();
    }

    /** What moves the cursor of a terminal, or ends a line. */
    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}
