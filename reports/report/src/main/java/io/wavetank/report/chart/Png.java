package io.wavetank.report.chart;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes PNG without the temporary files of {@code ImageIO.write}. */
final class Png {
    private Png() {}

    static void write(RenderedImage image, OutputStream out) throws IOException {
        try (ImageOutputStream buffered = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, "png", buffered)) {
                throw new IOException("This JDK has no PNG encoder");
            }
        }
    }
}
