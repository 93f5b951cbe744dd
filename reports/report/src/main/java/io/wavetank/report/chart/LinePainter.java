package io.wavetank.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;

/** Lines, with a triangle on them where they are lower bounds, over their bands, over stretches that are set off; all bands lie below all lines, and the first line below the others. */
final class LinePainter extends Painter {
    private static final float WIDTH = 2f;
    private static final double MARK_PIXELS = 4;
    private static final double MARK_GAP_PIXELS = 10;

    private final transient List<Polyline> lines;
    private final transient List<Integer> looks;
    private final transient List<Ground> grounds;

    /** A stretch from one position to another, of the {@code kind}-th kind. */
    record Ground(double from, double to, int kind) {}

    LinePainter(List<Polyline> lines) {
        this(lines, List.of());
    }

    LinePainter(List<Polyline> lines, List<Ground> grounds) {
        this(lines, IntStream.range(0, lines.size()).boxed().toList(), grounds);
    }

    /** Takes for each line the number of its colour and dash, too. */
    LinePainter(List<Polyline> lines, List<Integer> looks, List<Ground> grounds) {
        this.lines = lines;
        this.looks = looks;
        this.grounds = grounds;
    }

    /** A mark stands above its point, which may lie on the upper edge. */
    @Override
    double marginPixels() {
        boolean marked = lines.stream().anyMatch(line -> line.markXs().length > 0);
        return marked ? 2 * MARK_PIXELS + 1 : super.marginPixels();
    }

    @Override
    void paint(Graphics2D g2, Frame frame) {
        for (Ground ground : grounds) {
            double left = Math.max(frame.area().getX(), frame.x(ground.from()));
            double right = Math.min(frame.area().getMaxX(), frame.x(ground.to()));
            if (right > left) {
                g2.setPaint(HouseStyle.groundColor(ground.kind()));
                g2.fill(new Rectangle2D.Double(
                        left,
                        frame.area().getY(),
                        Math.max(right - left, 1),
                        frame.area().getHeight()));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Polyline line = lines.get(i);
            if (line.hasBand()) {
                g2.setPaint(HouseStyle.bandColor(looks.get(i)));
                g2.fill(frame.between(line.xs(), line.lower(), line.upper()));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            g2.setPaint(HouseStyle.color(looks.get(i)));
            g2.setStroke(HouseStyle.stroke(looks.get(i), WIDTH));
            g2.draw(frame.line(lines.get(i).xs(), lines.get(i).ys()));
            mark(g2, frame, lines.get(i));
        }
    }

    /** Upward triangles, none on top of another. */
    private static void mark(Graphics2D g2, Frame frame, Polyline line) {
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < line.markXs().length; i++) {
            double x = frame.x(line.markXs()[i]);
            if (x - last >= MARK_GAP_PIXELS) {
                double y = frame.y(line.markYs()[i]);
                Path2D triangle = new Path2D.Double();
                triangle.moveTo(x - MARK_PIXELS, y);
                triangle.lineTo(x + MARK_PIXELS, y);
                triangle.lineTo(x, y - 2 * MARK_PIXELS);
                triangle.closePath();
                g2.fill(triangle);
                last = x;
            }
        }
    }
}
