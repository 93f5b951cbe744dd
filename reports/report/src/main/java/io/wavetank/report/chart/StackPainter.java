package io.wavetank.report.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.OptionalDouble;

/** Layers on top of each other, and a dashed line at the capacity. */
final class StackPainter extends Painter {
    private final transient List<Polyline> layers;
    private final double capacity;

    StackPainter(List<Polyline> layers, OptionalDouble capacity) {
        this.layers = layers;
        this.capacity = capacity.orElse(Double.NaN);
    }

    @Override
    void paint(Graphics2D g2, Frame frame) {
        for (int i = 0; i < layers.size(); i++) {
            Polyline layer = layers.get(i);
            g2.setPaint(HouseStyle.color(i));
            g2.fill(frame.between(layer.xs(), layer.lower(), layer.upper()));
        }
        if (Double.isFinite(capacity)) {
            double y = frame.y(capacity);
            g2.setPaint(HouseStyle.soft());
            g2.setStroke(
                    new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {5, 3}, 0f));
            g2.draw(new Line2D.Double(frame.area().getX(), y, frame.area().getMaxX(), y));
            g2.setFont(HouseStyle.font(Font.PLAIN, 12));
            g2.drawString("capacity", (float) frame.area().getX() + 6, (float) y - 5);
        }
    }
}
