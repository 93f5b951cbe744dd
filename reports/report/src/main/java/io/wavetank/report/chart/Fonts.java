package io.wavetank.report.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** The font of all charts: the first family of a list that the machine has. */
final class Fonts {
    /** The families in order of preference, as CSS: the first is the one that widths are measured with wherever it is there. */
    static final String CSS_FALLBACKS = "'Liberation Sans', 'Noto Sans', Arial, Helvetica, sans-serif";

    private static final String[] FAMILIES = {"DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial"};

    private Fonts() {}

    /** Tries to draw; {@code run} throws whatever the platform throws where it cannot. */
    interface Probe {
        void run();
    }

    /** Makes sure that text can be drawn. Headless AWT fails with errors as well as exceptions here, hence the wide catch. */
    @SuppressWarnings("CatchingUnchecked")
    static void require(Probe probe) throws FontsMissingException {
        try {
            probe.run();
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new FontsMissingException(e);
        }
    }

    /** Measures a word, which loads the fonts. */
    static void measureOnce() {
        Graphics2D g2 = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            if (g2.getFontMetrics(new Font(family(), Font.PLAIN, 12)).stringWidth("Wavetank") <= 0) {
                throw new IllegalStateException("the font draws nothing");
            }
        } finally {
            g2.dispose();
        }
    }

    /** Returns the family to draw with; Java's own SansSerif where none of the list is there. */
    static String family() {
        return Holder.FAMILY;
    }

    /** Looks up the family once, and not before a chart is drawn. */
    private static final class Holder {
        static final String FAMILY = find();

        private static String find() {
            for (String family : FAMILIES) {
                if (new Font(family, Font.PLAIN, 12).getFamily(Locale.ROOT).equals(family)) {
                    return family;
                }
            }
            return Font.SANS_SERIF;
        }
    }
}
