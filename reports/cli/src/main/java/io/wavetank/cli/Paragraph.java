package io.wavetank.cli;

import io.wavetank.report.table.WrappedText;
import java.io.PrintWriter;

/** Text wrapped for a terminal of 80 columns. */
final class Paragraph {
    private Paragraph() {}

    /** Prints a text behind a lead, further lines set in under the text. */
    static void hanging(PrintWriter out, String lead, String text) {
        WrappedText.lines(lead, text).forEach(out::println);
    }
}
