package io.wavetank.cli;

import java.io.PrintWriter;

/** Text wrapped for a terminal of 80 columns. */
final class Paragraph {
    private static final int WIDTH = 79;

    private Paragraph() {}

    /** Prints a text behind a lead, further lines set in under the text. */
    static void hanging(PrintWriter out, String lead, String text) {
        String indent = " ".repeat(lead.length());
        var line = new StringBuilder(lead);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                out.println(line.toString().stripTrailing());
                line.setLength(0);
                line.append(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        out.println(line.toString().stripTrailing());
    }
}
