package io.wavetank.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** The cells of a heatmap as one picture of two pixels to one: as vectors they would be megabytes. */
final class HeatPainter extends Painter {
    private static final int PIXELS = 2;

    private final transient HeatGrid grid;
    private final double lowest;
    private final double highest;

    HeatPainter(HeatGrid grid, double lowest, double highest) {
        this.grid = grid;
        this.lowest = lowest;
        this.highest = highest;
    }

    @Override
    void paint(Graphics2D g2, Frame frame) {
        int width = (int) Math.ceil(frame.area().getWidth() * PIXELS);
        int height = (int) Math.ceil(frame.area().getHeight() * PIXELS);
        AffineTransform placed = AffineTransform.getTranslateInstance(
                frame.area().getX(), frame.area().getY());
        placed.scale(frame.area().getWidth() / width, frame.area().getHeight() / height);
        g2.drawImage(image(width, height), placed, null);
    }

    private BufferedImage image(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int rows = grid.rows().size();
        int columns = grid.columnCount();
        int[] line = new int[width];
        int lastFrom = -1;
        for (int y = 0; y < height; y++) {
            int fromRow = first(y, height, rows);
            int toRow = Math.max(fromRow + 1, first(y + 1, height, rows));
            if (fromRow != lastFrom || toRow > fromRow + 1) {
                for (int x = 0; x < width; x++) {
                    int fromColumn = first(x, width, columns);
                    int toColumn = Math.max(fromColumn + 1, first(x + 1, width, columns));
                    double mean = mean(fromRow, toRow, fromColumn, toColumn);
                    line[x] = Viridis.rgb((mean - lowest) / (highest - lowest));
                }
            }
            image.setRGB(0, y, width, 1, line, 0, width);
            lastFrom = fromRow;
        }
        return image;
    }

    private static int first(int pixel, int pixels, int cells) {
        return (int) ((long) pixel * cells / pixels);
    }

    private double mean(int fromRow, int toRow, int fromColumn, int toColumn) {
        double sum = 0;
        int count = 0;
        for (int row = fromRow; row < toRow; row++) {
            for (int column = fromColumn; column < toColumn; column++) {
                double value = grid.value(row, column);
                if (Double.isFinite(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
