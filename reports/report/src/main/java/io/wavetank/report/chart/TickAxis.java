package io.wavetank.report.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis with the range and marks of an {@link AxisScale}; a mark whose text would run into the one before it is left out. */
class TickAxis extends NumberAxis {
    private static final double GAP_PIXELS = 8;

    private final transient List<AxisTick> ticks;

    TickAxis(String label, AxisScale scale) {
        super(scale.unitText().isEmpty() ? label : label + " (" + scale.unitText() + ")");
        this.ticks = scale.ticks();
        setAutoRangeIncludesZero(false);
        setRange(scale.lower(), scale.upper());
        HouseStyle.apply(this);
    }

    List<AxisTick> ticks() {
        return ticks;
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        TextAnchor anchor = horizontal
                ? TextAnchor.TOP_CENTER
                : RectangleEdge.RIGHT.equals(edge) ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT;
        FontMetrics metrics = g2.getFontMetrics(getTickLabelFont());
        List<NumberTick> result = new ArrayList<>();
        double freeFrom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ticks.size(); i++) {
            // From the left, or from the top.
            AxisTick tick = ticks.get(horizontal ? i : ticks.size() - 1 - i);
            double along = valueToJava2D(tick.at(), dataArea, edge);
            double half = (horizontal ? metrics.stringWidth(tick.text()) : metrics.getAscent() * 0.8) / 2;
            if (along - half >= freeFrom) {
                result.add(new NumberTick(tick.at(), tick.text(), anchor, TextAnchor.CENTER, 0.0));
                freeFrom = along + half + (horizontal ? GAP_PIXELS : 5);
            }
        }
        return result;
    }
}
