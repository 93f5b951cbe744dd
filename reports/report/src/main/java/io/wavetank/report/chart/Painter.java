package io.wavetank.report.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * What fills the frame of a plot. Drawing here rather than through JFreeChart's renderers keeps a line one path (dashes run on from point to point) and
 * lets it lie on the edge of the frame without losing half its width.
 */
abstract class Painter extends AbstractXYAnnotation {
    private static final double CLIP_MARGIN = 3;
    private static final double SAME_PIXELS = 0.2;

    /** How far beyond the frame may be drawn, in pixels. */
    double marginPixels() {
        return CLIP_MARGIN;
    }

    /** Draws into the frame. */
    abstract void paint(Graphics2D g2, Frame frame);

    @Override
    public final void draw(
            Graphics2D g2,
            XYPlot plot,
            Rectangle2D dataArea,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            int rendererIndex,
            PlotRenderingInfo info) {
        Shape clip = g2.getClip();
        double margin = marginPixels();
        g2.setClip(new Rectangle2D.Double(
                dataArea.getX() - margin,
                dataArea.getY() - margin,
                dataArea.getWidth() + 2 * margin,
                dataArea.getHeight() + 2 * margin));
        if (plot.isRangeGridlinesVisible() && rangeAxis instanceof TickAxis ticked) {
            paintGrid(g2, dataArea, ticked);
            if (plot.getParent() != null) { // a panel, of which the lowest alone stands on an axis
                g2.setPaint(HouseStyle.axis());
                g2.draw(new Line2D.Double(dataArea.getX(), dataArea.getMaxY(), dataArea.getMaxX(), dataArea.getMaxY()));
            }
        }
        paint(g2, new Frame(dataArea, domainAxis, rangeAxis));
        g2.setClip(clip);
    }

    /** Draws the grid, which JFreeChart leaves out where a plot has no renderer. */
    private static void paintGrid(Graphics2D g2, Rectangle2D dataArea, TickAxis rangeAxis) {
        g2.setPaint(HouseStyle.grid());
        g2.setStroke(new BasicStroke(1f));
        for (AxisTick tick : rangeAxis.ticks()) {
            if (tick.at() > rangeAxis.getLowerBound()) {
                double y = rangeAxis.valueToJava2D(tick.at(), dataArea, RectangleEdge.LEFT);
                g2.draw(new Line2D.Double(dataArea.getX(), y, dataArea.getMaxX(), y));
            }
        }
    }

    /** The area of the data and the two axes that map into it. */
    record Frame(Rectangle2D area, ValueAxis domainAxis, ValueAxis rangeAxis) {
        double x(double value) {
            return domainAxis.valueToJava2D(value, area, RectangleEdge.BOTTOM);
        }

        double y(double value) {
            return rangeAxis.valueToJava2D(value, area, RectangleEdge.LEFT);
        }

        /** Returns the polyline through points; one that is not finite breaks it. Points on top of each other are drawn once. */
        Path2D line(double[] xs, double[] ys) {
            Path2D path = new Path2D.Double();
            boolean broken = true;
            double lastX = 0;
            double lastY = 0;
            for (int i = 0; i < xs.length; i++) {
                if (!Double.isFinite(ys[i])) {
                    broken = true;
                    continue;
                }
                double x = x(xs[i]);
                double y = y(ys[i]);
                if (broken) {
                    path.moveTo(x, y);
                } else if (Math.abs(x - lastX) + Math.abs(y - lastY) > SAME_PIXELS) {
                    path.lineTo(x, y);
                } else {
                    continue;
                }
                broken = false;
                lastX = x;
                lastY = y;
            }
            return path;
        }

        /** Returns the area between two polylines over the same positions, in pieces where either is not finite. */
        Path2D between(double[] xs, double[] lower, double[] upper) {
            Path2D path = new Path2D.Double();
            int from = 0;
            while (from < xs.length) {
                int to = from;
                while (to < xs.length && Double.isFinite(lower[to]) && Double.isFinite(upper[to])) {
                    to++;
                }
                if (to - from > 1) {
                    path.moveTo(x(xs[from]), y(lower[from]));
                    for (int i = from; i < to; i++) {
                        path.lineTo(x(xs[i]), y(upper[i]));
                    }
                    for (int i = to - 1; i > from; i--) {
                        path.lineTo(x(xs[i]), y(lower[i]));
                    }
                    path.closePath();
                }
                from = to + 1;
            }
            return path;
        }
    }
}
