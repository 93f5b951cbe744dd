package io.wavetank.report.chart;

import java.awt.Font;
import java.awt.Graphics2D;

/** Says that there is nothing to draw. */
final class NoDataPainter extends Painter {
    private static final String TEXT = "No data: nothing was recorded for this chart.";

    @Override
    void paint(Graphics2D g2, Frame frame) {
        g2.setFont(HouseStyle.font(Font.PLAIN, 14));
        g2.setPaint(HouseStyle.soft());
        int width = g2.getFontMetrics().stringWidth(TEXT);
        g2.drawString(TEXT, (float) (frame.area().getCenterX() - width / 2.0), (float)
                frame.area().getCenterY());
    }
}
