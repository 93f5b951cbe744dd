package io.wavetank.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Choices as points, or triangles where they are lower bounds, with their names and intervals, over the stairs of the points that no other dominates. */
final class ParetoPainter extends Painter {
    private static final double RADIUS = 5;
    private static final double GAP = 4;
    private static final double PADDING = 3;
    /** How many of the places of a name are beside its point. */
    private static final int BESIDE = 2;
    /** How many lines a name may stand off its point, and what is between two lines. */
    private static final int MOST_LINES_OFF = 3;

    private static final double LINE_GAP = 2;

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
                .filter(choice -> panel.onFront(choice) && !choice.isBound())
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
            Shape mark = mark(choice, frame);
            g2.fill(mark);
            taken.add(mark.getBounds2D());
        }
        g2.setFont(HouseStyle.font(Font.PLAIN, 11));
        List<Name> names = new ArrayList<>();
        for (ParetoChart.Choice choice : panel.choices()) {
            Name name = name(g2.getFontMetrics(), choice, frame, taken);
            if (name != null) {
                names.add(name);
            }
        }
        names.forEach(name -> name.lead(g2)); // below all names, which stay legible
        names.forEach(name -> name.write(g2));
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

    /** A point; an upward triangle around it where it is a lower bound. */
    private static Shape mark(ParetoChart.Choice choice, Frame frame) {
        double x = frame.x(choice.x().value());
        double y = frame.y(choice.y().value());
        if (!choice.isBound()) {
            return new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        }
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(x - RADIUS, y + RADIUS);
        triangle.lineTo(x + RADIUS, y + RADIUS);
        triangle.lineTo(x, y - RADIUS);
        triangle.closePath();
        return triangle;
    }

    /** Returns where a name stands: where nothing else is, of the places around its point, else of those farther off; null if there is none. */
    private static @Nullable Name name(
            FontMetrics metrics, ParetoChart.Choice choice, Frame frame, List<Rectangle2D> taken) {
        double width = metrics.stringWidth(choice.name());
        double height = metrics.getAscent();
        double x = frame.x(choice.x().value());
        double y = frame.y(choice.y().value());
        double interval = frame.x(choice.x().upper()) - frame.x(choice.x().lower());
        List<double[]> places = around(x, y, width, height);
        // a name beside the point would stand on its interval
        Collections.rotate(places, interval > 2 * RADIUS ? -BESIDE : 0);
        int near = places.size();
        places.addAll(fartherOff(x, y, width, height));
        for (int i = 0; i < places.size(); i++) {
            double[] place = places.get(i);
            var box = new Rectangle2D.Double(place[0] - PADDING, place[1], width + 2 * PADDING, height);
            if (frame.area().contains(box) && taken.stream().noneMatch(box::intersects)) {
                taken.add(box);
                double end = box.getCenterY() < y ? box.getMaxY() : box.getMinY();
                double start = y + Math.signum(end - y) * RADIUS;
                return new Name(choice.name(), box, i < near ? null : new Line2D.Double(x, start, x, end));
            }
        }
        return null;
    }

    /** Where a name may begin that stands at its point. */
    private static List<double[]> around(double x, double y, double width, double height) {
        double right = x + RADIUS + GAP;
        double left = x - RADIUS - GAP - width;
        double above = y - RADIUS - GAP - height;
        double below = y + RADIUS + GAP;
        return new ArrayList<>(List.of(
                new double[] {right, y - height / 2},
                new double[] {left, y - height / 2},
                new double[] {x - width / 2, above},
                new double[] {x - width / 2, below},
                new double[] {right - GAP, above},
                new double[] {right - GAP, below},
                new double[] {left + GAP, above},
                new double[] {left + GAP, below}));
    }

    /** Where a name may begin to which a line leads from its point: some lines above or below it. */
    private static List<double[]> fartherOff(double x, double y, double width, double height) {
        List<double[]> places = new ArrayList<>();
        for (int lines = 1; lines <= MOST_LINES_OFF; lines++) {
            double above = y - RADIUS - GAP - height - lines * (height + LINE_GAP);
            double below = y + RADIUS + GAP + lines * (height + LINE_GAP);
            for (double from : new double[] {x - width / 2, x, x - width}) {
                places.add(new double[] {from, above});
                places.add(new double[] {from, below});
            }
        }
        return places;
    }

    /** A name in its box, and the line that leads to it where it is off its point. */
    private record Name(
            String text, Rectangle2D box, @Nullable Line2D line) {
        void lead(Graphics2D g2) {
            if (line != null) {
                g2.setPaint(HouseStyle.dominated());
                g2.setStroke(new BasicStroke(THIN / 2));
                g2.draw(line);
            }
        }

        void write(Graphics2D g2) {
            g2.setPaint(GROUND);
            g2.fill(box);
            g2.setPaint(HouseStyle.ink());
            float left = (float) (box.getX() + PADDING);
            g2.drawString(
                    text, left, (float) (box.getMaxY() - g2.getFontMetrics().getDescent() / 2.0));
        }
    }
}
