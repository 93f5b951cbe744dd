package io.wavetank.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.VerticalAlignment;

/**
 * How every chart looks: the colours of Okabe and Ito without yellow, a dash of its own for each series (so that it prints in grey), white ground,
 * a quiet grid, title and legend on the left.
 */
public final class HouseStyle {
    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final Color SOFT = new Color(0x55, 0x5C, 0x6B);
    private static final Color AXIS = new Color(0xB5, 0xBB, 0xC4);
    private static final Color GRID = new Color(0xE3, 0xE6, 0xEA);

    private static final int[] SERIES = {
        0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00, 0x222222, 0x8A8F99,
    };
    private static final int[] GROUNDS = {0x30D55E00, 0x300072B2, 0x40E69F00, 0x38CC79A7};
    private static final float[][] DASHES = {
        {}, {7, 3}, {1.5f, 2.5f}, {9, 3, 2, 3}, {14, 4}, {4, 2}, {9, 3, 2, 3, 2, 3}, {2, 5},
    };

    private static final float[][] BESIDE = {{}, {1.5f, 2.5f}};

    private HouseStyle() {}

    /** Returns the colour of series {@code i}; they repeat after eight, the pairs of colour and dash after 64. Lines beside them, of negative numbers, are in ink. */
    public static Color color(int i) {
        return i < 0 ? INK : new Color(SERIES[i % SERIES.length]);
    }

    /** Returns the line of series {@code i}, {@code width} pixels wide. */
    public static Stroke stroke(int i, float width) {
        float[] dash = i < 0 ? BESIDE[(-1 - i) % BESIDE.length] : DASHES[(i + i / SERIES.length) % DASHES.length];
        return dash.length == 0
                ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, dash, 0f);
    }

    /** Returns the fill of the band around series {@code i}. */
    static Color bandColor(int i) {
        Color color = color(i);
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), 46);
    }

    /** Returns the ground of a stretch of time of kind {@code i} that is set off. */
    static Color groundColor(int i) {
        return new Color(GROUNDS[i % GROUNDS.length], true);
    }

    /** Returns the colour of a choice than which another is better. */
    static Color dominated() {
        return color(SERIES.length - 1);
    }

    static Color ink() {
        return INK;
    }

    static Color axis() {
        return AXIS;
    }

    static Color grid() {
        return GRID;
    }

    static Color soft() {
        return SOFT;
    }

    static Font font(int style, int size) {
        return new Font(Fonts.family(), style, size);
    }

    /** Returns a plot under its title and subtitle and over its legend, in the style. */
    static JFreeChart chart(Chart chart, Plot plot, LegendItemCollection legendItems) {
        JFreeChart result = new JFreeChart(chart.title(), font(Font.BOLD, 17), plot, false);
        if (!chart.subtitle().isEmpty()) {
            result.addSubtitle(new TextTitle(chart.subtitle(), font(Font.PLAIN, 12)));
        }
        if (legendItems.getItemCount() > 0) {
            result.addLegend(new LegendTitle(() -> legendItems));
        }
        apply(result);
        return result;
    }

    /** Gives a chart this style; its colours of series are those of whoever made its renderers. */
    public static void apply(JFreeChart chart) {
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(true);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(10, 10, 8, 14));
        if (chart.getTitle() != null) {
            left(chart.getTitle(), font(Font.BOLD, 17), INK);
            chart.getTitle().setMargin(0, 6, 0, 0);
        }
        for (int i = 0; i < chart.getSubtitleCount(); i++) {
            if (chart.getSubtitle(i) instanceof TextTitle subtitle) {
                left(subtitle, font(Font.PLAIN, 13), SOFT);
                subtitle.setMargin(1, 6, 6, 0);
            } else if (chart.getSubtitle(i) instanceof LegendTitle legend) {
                apply(legend);
            }
        }
        apply(chart.getPlot());
    }

    private static void left(TextTitle title, Font font, Color color) {
        title.setFont(font);
        title.setPaint(color);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    }

    private static void apply(LegendTitle legend) {
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setVerticalAlignment(VerticalAlignment.CENTER);
        legend.setFrame(BlockBorder.NONE);
        legend.setBackgroundPaint(Color.WHITE);
        legend.setItemFont(font(Font.PLAIN, 12));
        legend.setItemPaint(INK);
        legend.setItemLabelPadding(new RectangleInsets(2, 6, 2, 16));
        legend.setLegendItemGraphicPadding(new RectangleInsets(2, 0, 2, 0));
        legend.setMargin(6, 4, 0, 0);
    }

    private static void apply(Plot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(12, 6, 2, 10));
        Stroke gridStroke = new BasicStroke(1f);
        if (plot instanceof CombinedDomainXYPlot together) {
            apply(together.getDomainAxis());
            for (XYPlot panel : together.getSubplots()) {
                apply(panel);
                panel.setInsets(new RectangleInsets(12, 0, 0, 0)); // all as wide as the axis that they share
            }
        } else if (plot instanceof XYPlot xy) {
            xy.setDomainGridlinesVisible(false);
            xy.setRangeGridlinePaint(GRID);
            xy.setRangeGridlineStroke(gridStroke);
            xy.setAxisOffset(RectangleInsets.ZERO_INSETS);
            apply(xy.getDomainAxis());
            apply(xy.getRangeAxis());
            hideLine(xy.getRangeAxis());
        } else if (plot instanceof CategoryPlot bars) {
            bars.setDomainGridlinesVisible(false);
            bars.setRangeGridlinePaint(GRID);
            bars.setRangeGridlineStroke(gridStroke);
            bars.setAxisOffset(RectangleInsets.ZERO_INSETS);
            apply(bars.getDomainAxis());
            bars.getDomainAxis().setTickLabelPaint(INK);
            apply(bars.getRangeAxis());
            hideLine(bars.getRangeAxis());
        }
    }

    static void apply(Axis axis) {
        axis.setLabelFont(font(Font.PLAIN, 13));
        axis.setLabelPaint(SOFT);
        axis.setTickLabelFont(font(Font.PLAIN, 12));
        axis.setTickLabelPaint(SOFT);
        axis.setAxisLinePaint(AXIS);
        axis.setTickMarkPaint(AXIS);
        axis.setTickMarkInsideLength(0);
        axis.setTickMarkOutsideLength(axis instanceof CategoryAxis ? 0 : 4);
    }

    private static void hideLine(ValueAxis axis) {
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
    }

    /** Returns the square of a bar's or a layer's legend entry. */
    static Rectangle2D legendSquare() {
        return new Rectangle2D.Double(-6, -6, 12, 12);
    }
}
