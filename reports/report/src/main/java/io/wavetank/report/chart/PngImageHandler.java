package io.wavetank.report.chart;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Element;

/**
 * Embeds a raster in SVG as PNG of the JDK's encoder and in its base 64: Batik's own looks for a codec that is not on our class path, and writes
 * its letters in the machine's default charset.
 */
final class PngImageHandler extends ImageHandlerBase64Encoder {
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    @Override
    public void handleHREF(RenderedImage image, Element element, SVGGeneratorContext context)
            throws SVGGraphics2DIOException {
        var png = new ByteArrayOutputStream();
        try {
            Png.write(image, png);
        } catch (IOException e) {
            throw new SVGGraphics2DIOException("Embedding an image: " + e.getMessage(), e);
        }
        String letters = Base64.getEncoder().encodeToString(png.toByteArray());
        element.setAttributeNS(XLINK, "xlink:href", "data:image/png;base64," + letters);
    }
}
