package io.wavetank.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;

/** The scale of a heatmap: an axis on the right of the plot, as tall as it, with the ramp of colours between the two. */
final class RampAxis extends TickAxis {
    private static final double GAP_PIXELS = 14;
    private static final double RAMP_PIXELS = 14;
    private static final int STRIPES = 128;

    RampAxis(String label, AxisScale scale) {
        super(label, scale);
    }

    @Override
    public AxisSpace reserveSpace(Graphics2D g2, Plot plot, Rectangle2D plotArea, RectangleEdge edge, AxisSpace space) {
        AxisSpace reserved = super.reserveSpace(g2, plot, plotArea, edge, space);
        reserved.add(GAP_PIXELS + RAMP_PIXELS, edge);
        return reserved;
    }

    @Override
    public AxisState draw(
            Graphics2D g2,
            double cursor,
            Rectangle2D plotArea,
            Rectangle2D dataArea,
            RectangleEdge edge,
            PlotRenderingInfo info) {
        double left = cursor + GAP_PIXELS;
        double height = dataArea.getHeight() / STRIPES;
        for (int i = 0; i < STRIPES; i++) {
            g2.setPaint(new Color(Viridis.rgb((i + 0.5) / STRIPES)));
            double top = dataArea.getMaxY() - (i + 1) * height;
            // A stripe reaches a little into the one below, or the seams would show.
            g2.fill(new Rectangle2D.Double(left, top, RAMP_PIXELS, i == 0 ? height : height + 0.5));
        }
        return super.draw(g2, left + RAMP_PIXELS, plotArea, dataArea, edge, info);
    }
}
