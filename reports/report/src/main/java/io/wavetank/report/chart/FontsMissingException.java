package io.wavetank.report.chart;

/** No text can be drawn on this machine, so no chart can; everything else of a run can be written. The message names what to install. */
public final class FontsMissingException extends Exception {
    FontsMissingException(Throwable cause) {
        super(
                "No charts: Java found no font to draw with. Install fontconfig and a font such as DejaVu (on Debian and Ubuntu:"
                        + " apt-get install fontconfig fonts-dejavu-core), or run with --no-charts. Cause: "
                        + root(cause),
                cause);
    }

    /** Returns the innermost cause: AWT wraps it several times. */
    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
