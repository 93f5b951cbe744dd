package io.wavetank.report.chart;

import java.awt.Graphics2D;
import java.util.List;

/** Lines over their bands; all bands lie below all lines, and the first line below the others. */
final class LinePainter extends Painter {
    private static final float WIDTH = 2f;

    private final transient List<Polyline> lines;

    LinePainter(List<Polyline> lines) {
        this.lines = lines;
    }

    @Override
    void paint(Graphics2D g2, Frame frame) {
        for (int i = 0; i < lines.size(); i++) {
            Polyline line = lines.get(i);
            if (line.hasBand()) {
                g2.setPaint(HouseStyle.bandColor(i));
                g2.fill(frame.between(line.xs(), line.lower(), line.upper()));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            g2.setPaint(HouseStyle.color(i));
            g2.setStroke(HouseStyle.stroke(i, WIDTH));
            g2.draw(frame.line(lines.get(i).xs(), lines.get(i).ys()));
        }
    }
}
