package io.wavetank.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Choices as points with their names and intervals, over the stairs of those that no other dominates. */
final class ParetoPainter extends Painter {
    private static final double RADIUS = 5;
    private static final double GAP = 4;
    private static final double PADDING = 3;
    /** How many of the places of a name are beside its point. */
    private static final int BESIDE = 2;

    private static final float THIN = 1.2f;
    /** Lets a line under a name be seen, and the name be read. */
    private static final Color GROUND = new Color(255, 255, 255, 225);

    private final transient ParetoChart.Panel panel;

    ParetoPainter(ParetoChart.Panel panel) {
        this.panel = panel;
    }

    /** A point may lie on the edge. */
    @Override
    double marginPixels() {
        return RADIUS + 1;
    }

    @Override
    void paint(Graphics2D g2, Frame frame) {
        List<ParetoChart.Choice> front = panel.choices().stream()
                .filter(panel::onFront)
                .sorted(Comparator.comparingDouble(choice -> choice.x().value()))
                .toList();
        g2.setPaint(HouseStyle.bandColor(0));
        g2.setStroke(new BasicStroke(2f));
        g2.draw(stairs(front, frame));
        List<Rectangle2D> taken = new ArrayList<>();
        for (ParetoChart.Choice choice : panel.choices()) {
            g2.setPaint(panel.onFront(choice) ? HouseStyle.color(0) : HouseStyle.dominated());
            g2.setStroke(new BasicStroke(THIN));
            intervals(g2, choice, frame);
            g2.fill(dot(choice, frame));
            taken.add(dot(choice, frame).getBounds2D());
        }
        g2.setFont(HouseStyle.font(Font.PLAIN, 11));
        for (ParetoChart.Choice choice : panel.choices()) {
            name(g2, choice, frame, taken);
        }
    }

    private static Path2D stairs(List<ParetoChart.Choice> front, Frame frame) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < front.size(); i++) {
            double x = frame.x(front.get(i).x().value());
            double y = frame.y(front.get(i).y().value());
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, frame.y(front.get(i - 1).y().value()));
                path.lineTo(x, y);
            }
        }
        return path;
    }

    private static void intervals(Graphics2D g2, ParetoChart.Choice choice, Frame frame) {
        double x = frame.x(choice.x().value());
        double y = frame.y(choice.y().value());
        g2.draw(new Line2D.Double(
                frame.x(choice.x().lower()), y, frame.x(choice.x().upper()), y));
        g2.draw(new Line2D.Double(
                x,
                frame.y(Math.max(0, choice.y().lower())),
                x,
                frame.y(choice.y().upper())));
    }

    private static Ellipse2D dot(ParetoChart.Choice choice, Frame frame) {
        return new Ellipse2D.Double(
                frame.x(choice.x().value()) - RADIUS, frame.y(choice.y().value()) - RADIUS, 2 * RADIUS, 2 * RADIUS);
    }

    /** Writes a name where nothing else is, of eight places around its point; one for which there is none is left out. */
    private static void name(Graphics2D g2, ParetoChart.Choice choice, Frame frame, List<Rectangle2D> taken) {
        FontMetrics metrics = g2.getFontMetrics();
        double width = metrics.stringWidth(choice.name());
        double height = metrics.getAscent();
        double x = frame.x(choice.x().value());
        double y = frame.y(choice.y().value());
        double right = x + RADIUS + GAP;
        double left = x - RADIUS - GAP - width;
        double above = y - RADIUS - GAP - height;
        double below = y + RADIUS + GAP;
        double[][] places = {
            {right, y - height / 2}, {left, y - height / 2}, {x - width / 2, above}, {x - width / 2, below},
            {right - GAP, above}, {right - GAP, below}, {left + GAP, above}, {left + GAP, below},
        };
        double interval = frame.x(choice.x().upper()) - frame.x(choice.x().lower());
        int first = interval > 2 * RADIUS ? BESIDE : 0; // a name beside the point would stand on its interval
        for (int i = 0; i < places.length; i++) {
            double[] place = places[(first + i) % places.length];
            var box = new Rectangle2D.Double(place[0] - PADDING, place[1], width + 2 * PADDING, height);
            if (frame.area().contains(box) && taken.stream().noneMatch(box::intersects)) {
                taken.add(box);
                g2.setPaint(GROUND);
                g2.fill(box);
                g2.setPaint(HouseStyle.ink());
                g2.drawString(
                        choice.name(), (float) place[0], (float) (place[1] + height - metrics.getDescent() / 2.0));
                return;
            }
        }
    }
}
