package io.wavetank.report.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.text.TextUtils;
import org.jfree.data.Range;

/**
 * Draws charts as SVG and PNG, without a screen. The same chart gives the same bytes on one machine; between machines fonts differ, so compare {@link
 * Chart#data()} there.
 *
 * <p>Making a writer loads AWT and the fonts (a good part of a second), so make one when there is something to draw, and one for all charts of a run.
 */
public final class ChartWriter {
    /** Default width of a picture in CSS pixels. */
    public static final int WIDTH = 820;

    /** Default height of a picture in CSS pixels. */
    public static final int HEIGHT = 460;

    private static final String XML_PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final int PNG_SCALE = 2;
    /** Height of title, subtitle and two lines of legend, which the default height has room for. */
    private static final double WORDS_PIXELS = 100;
    /** What each panel beyond the second adds to the height. */
    private static final int PANEL_PIXELS = 130;

    private static final int PANELS_OF_DEFAULT_HEIGHT = 2;

    private final int width;
    private final int height;

    /**
     * Creates a writer of pictures of the default size.
     *
     * @throws FontsMissingException if this machine has nothing to draw text with, so that no chart can be drawn at all
     */
    public ChartWriter() throws FontsMissingException {
        this(WIDTH, HEIGHT);
    }

    /**
     * Creates a writer of pictures of a size in CSS pixels; a PNG has twice as many pixels each way. A picture grows taller than asked where its title
     * and legend need more than a few lines.
     *
     * @throws FontsMissingException if this machine has nothing to draw text with, so that no chart can be drawn at all
     */
    public ChartWriter(int width, int height) throws FontsMissingException {
        if (width < 200 || height < 150) {
            throw new IllegalArgumentException("A chart needs 200 x 150 pixels at least: " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        Fonts.require(Fonts::measureOnce);
        // Otherwise the labels of vertical axes become outlines in SVG.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    /** Returns a chart as an {@code svg} element, fit to stand in a page of HTML; ids of two charts do not clash unless their titles are the same. */
    public String svg(Chart chart) {
        JFreeChart drawing = Drawing.of(chart);
        return SvgDocument.of(chart, drawing, width, heightOf(chart, drawing));
    }

    /** Writes a chart as SVG in UTF-8; the stream stays open. */
    public void writeSvg(Chart chart, OutputStream out) throws IOException {
        out.write((XML_PROLOG + svg(chart)).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Writes a chart as an SVG file. */
    public void writeSvg(Chart chart, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writeSvg(chart, out);
        }
    }

    /** Writes a chart as PNG with two pixels to one; the stream stays open. */
    public void writePng(Chart chart, OutputStream out) throws IOException {
        JFreeChart drawing = Drawing.of(chart);
        int tall = heightOf(chart, drawing);
        BufferedImage image = new BufferedImage(width * PNG_SCALE, tall * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g2 = image.createGraphics();
        try {
            g2.scale(PNG_SCALE, PNG_SCALE);
            g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g2.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            drawing.draw(g2, new Rectangle2D.Double(0, 0, width, tall));
        } finally {
            g2.dispose();
        }
        Png.write(image, out);
        out.flush();
    }

    /** Returns the height of the picture: more than was asked for where a long legend would squeeze the plot. */
    private int heightOf(Chart chart, JFreeChart drawing) {
        Graphics2D g2 = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        RectangleConstraint room = new RectangleConstraint(new Range(0, width - 24), new Range(0, 100_000));
        double words = drawing.getTitle() == null
                ? 0
                : drawing.getTitle().arrange(g2, room).getHeight();
        for (int i = 0; i < drawing.getSubtitleCount(); i++) {
            words += drawing.getSubtitle(i).arrange(g2, room).getHeight();
        }
        g2.dispose();
        int panels = chart instanceof PanelChart several
                ? several.panels().size()
                : chart instanceof ParetoChart choices ? choices.panels().size() : 0;
        int taller = PANEL_PIXELS * Math.max(0, panels - PANELS_OF_DEFAULT_HEIGHT);
        return height + taller + (int) Math.ceil(Math.max(0, words - WORDS_PIXELS));
    }

    /** Writes a chart as a PNG file. */
    public void writePng(Chart chart, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writePng(chart, out);
        }
    }
}
