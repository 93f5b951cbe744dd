package io.wavetank.report.chart;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGraphics2DIOException;

/** Embeds a raster in SVG as PNG of the JDK's encoder; Batik's own looks for a codec that is not on our class path. */
final class PngImageHandler extends ImageHandlerBase64Encoder {
    @Override
    public void encodeImage(RenderedImage image, OutputStream out) throws SVGGraphics2DIOException {
        try {
            Png.write(image, out);
        } catch (IOException e) {
            throw new SVGGraphics2DIOException("Embedding an image: " + e.getMessage(), e);
        }
    }
}
