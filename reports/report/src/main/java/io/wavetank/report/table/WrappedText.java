package io.wavetank.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Text wrapped for a terminal of 80 columns; a number and its unit stay together, and so does what has a no-break space between. */
public final class WrappedText {
    private static final int WIDTH = 79;
    private static final char NO_BREAK = '\u00a0';
    private static final Set<String> UNITS =
            Set.of("ns", "us", "ms", "s", "min", "h", "d", "%", "points", "x", "B", "KiB", "MiB", "GiB", "TiB", "PiB");

    private WrappedText() {}

    /** Returns the lines of a text behind a lead, further lines set in under the text. */
    public static List<String> lines(String lead, String text) {
        List<String> lines = new ArrayList<>();
        String indent = " ".repeat(lead.length());
        var line = new StringBuilder(lead);
        boolean empty = true;
        for (String word : words(text)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                line.append(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word.replace(NO_BREAK, ' '));
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** What is between blanks, but for those between a number, its interval and its unit. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String next : text.split(" ", -1)) {
            int last = words.size() - 1;
            if (last >= 0 && belongTogether(words.get(last), next)) {
                words.set(last, words.get(last) + " " + next);
            } else {
                words.add(next);
            }
        }
        return words;
    }

    private static boolean belongTogether(String before, String next) {
        char end = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
        return end >= '0' && end <= '9' && (next.startsWith("+-") || UNITS.contains(bare(next)));
    }

    /** A word without the marks around it. */
    private static String bare(String word) {
        int end = word.length();
        while (end > 0 && ",;:.)".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }
}
