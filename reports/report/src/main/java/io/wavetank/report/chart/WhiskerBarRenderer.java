package io.wavetank.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.category.CategoryDataset;

/** Plain bars with whiskers that need not be symmetrical, and the value at the tip of each bar where there is room. */
final class WhiskerBarRenderer extends BarRenderer {
    private static final double CAP_MAX = 5;
    private static final double TEXT_GAP = 4;
    private static final int MOST_DIGITS = 3;
    /** What is less, in the unit of the axis, is written in a unit of its own if there is a smaller one. */
    private static final double SMALL = 0.1;

    private final transient List<BarSeries> series;
    private final transient AxisUnit unit;
    private final Quantity quantity;

    WhiskerBarRenderer(List<BarSeries> series, AxisUnit unit, Quantity quantity) {
        this.series = series;
        this.unit = unit;
        this.quantity = quantity;
        setBarPainter(new StandardBarPainter());
        setShadowVisible(false);
        setDrawBarOutline(false);
        for (int i = 0; i < series.size(); i++) {
            setSeriesPaint(i, HouseStyle.color(i));
        }
    }

    @Override
    public void drawItem(
            Graphics2D g2,
            CategoryItemRendererState state,
            Rectangle2D dataArea,
            CategoryPlot plot,
            CategoryAxis domainAxis,
            ValueAxis rangeAxis,
            CategoryDataset dataset,
            int row,
            int column,
            int pass) {
        super.drawItem(g2, state, dataArea, plot, domainAxis, rangeAxis, dataset, row, column, pass);
        int visibleRow = state.getVisibleSeriesIndex(row);
        BarSeries.Bar bar = series.get(row).bars().get(column);
        if (visibleRow < 0 || !Double.isFinite(bar.value())) {
            return;
        }
        boolean standing = PlotOrientation.VERTICAL.equals(plot.getOrientation());
        double start = calculateBarW0(plot, plot.getOrientation(), dataArea, domainAxis, state, visibleRow, column);
        double centre = start + state.getBarWidth() / 2;
        RectangleEdge edge = standing ? RectangleEdge.LEFT : RectangleEdge.BOTTOM;
        double tip = rangeAxis.valueToJava2D(bar.value(), dataArea, edge);
        BarSeries.Whisker whisker = bar.whisker();
        if (whisker != null && Double.isFinite(whisker.lower()) && Double.isFinite(whisker.upper())) {
            double low = rangeAxis.valueToJava2D(whisker.lower(), dataArea, edge);
            double high = rangeAxis.valueToJava2D(whisker.upper(), dataArea, edge);
            drawWhisker(g2, standing, centre, low, high, Math.min(CAP_MAX, state.getBarWidth() / 3));
            tip = standing ? Math.min(tip, high) : Math.max(tip, high);
        }
        drawValue(g2, standing, centre, tip, state.getBarWidth(), bar.value());
    }

    private static void drawWhisker(
            Graphics2D g2, boolean standing, double centre, double low, double high, double cap) {
        g2.setPaint(HouseStyle.ink());
        g2.setStroke(new BasicStroke(1.3f));
        if (standing) {
            g2.draw(new Line2D.Double(centre, low, centre, high));
            g2.draw(new Line2D.Double(centre - cap, low, centre + cap, low));
            g2.draw(new Line2D.Double(centre - cap, high, centre + cap, high));
        } else {
            g2.draw(new Line2D.Double(low, centre, high, centre));
            g2.draw(new Line2D.Double(low, centre - cap, low, centre + cap));
            g2.draw(new Line2D.Double(high, centre - cap, high, centre + cap));
        }
    }

    private void drawValue(Graphics2D g2, boolean standing, double centre, double tip, double barWidth, double value) {
        g2.setFont(HouseStyle.font(Font.PLAIN, 11));
        FontMetrics metrics = g2.getFontMetrics();
        String text = text(value, MOST_DIGITS);
        for (int digits = MOST_DIGITS - 1;
                digits > 0 && standing && metrics.stringWidth(text) > barWidth * 1.1;
                digits--) {
            text = text(value, digits);
        }
        double width = metrics.stringWidth(text);
        boolean fits = standing ? width <= barWidth * 1.1 : metrics.getAscent() <= barWidth * 1.2;
        if (value < 0 || !fits) {
            return;
        }
        g2.setPaint(new Color(0x33, 0x38, 0x42));
        double left = standing ? centre - width / 2 : tip + TEXT_GAP;
        double baseline = standing ? tip - TEXT_GAP : centre + metrics.getAscent() * 0.38;
        g2.drawString(text, (float) left, (float) baseline);
    }

    private String text(double value, int digits) {
        boolean small = value > 0 && value < SMALL * unit.size().doubleValue();
        AxisUnit own = small ? AxisUnit.of(quantity, value) : unit;
        String number = own.text(TickText.rounded(value / own.size().doubleValue(), digits));
        return own.equals(unit) || own.axisText().isEmpty() ? number : number + " " + own.axisText();
    }
}
