package io.wavetank.report.chart;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The SVG text of a chart: text stays text with a list of fonts to fall back on, ids carry a prefix so that several charts fit into one HTML page, and
 * nothing in it depends on the time of writing.
 */
final class SvgDocument {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private SvgDocument() {}

    /** Returns the element {@code svg}, without prolog or document type. */
    static String of(Chart chart, JFreeChart drawing, int width, int height) {
        Document document = newDocument();
        String prefix = "w" + Integer.toHexString((chart.title() + '\n' + chart.subtitle()).hashCode()) + '-';
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setIDGenerator(new PrefixedIds(prefix));
        context.setImageHandler(new PngImageHandler());
        context.setComment("Wavetank");
        context.setPrecision(2);
        SVGGraphics2D g2 = new SVGGraphics2D(context, false);
        g2.setSVGCanvasSize(new Dimension(width, height));
        drawing.draw(g2, new Rectangle2D.Double(0, 0, width, height));
        Element root = g2.getRoot();
        describe(root, chart, document, width, height);
        adapt(root, prefix);
        StringWriter text = new StringWriter(1 << 16);
        try {
            g2.stream(root, text, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing SVG to memory", e);
        } finally {
            g2.dispose();
        }
        String svg = text.toString().replace("\r\n", "\n");
        return svg.substring(svg.indexOf("<svg"));
    }

    private static Document newDocument() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().getDOMImplementation().createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This JDK cannot make an XML document", e);
        }
    }

    private static void describe(Element root, Chart chart, Document document, int width, int height) {
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        root.setAttribute("role", "img");
        Element title = document.createElementNS(NAMESPACE, "title");
        title.setTextContent(chart.title());
        root.insertBefore(title, root.getFirstChild());
    }

    /** Widens each font to the list of fall-backs and prefixes the one id that does not come from the generator. */
    private static void adapt(Element element, String prefix) {
        String family = element.getAttribute("font-family");
        if (family.startsWith("'") && !family.equals("'Dialog'")) {
            element.setAttribute("font-family", family + ", " + Fonts.CSS_FALLBACKS);
        } else if (!family.isEmpty()) {
            element.setAttribute("font-family", Fonts.CSS_FALLBACKS);
        }
        if (element.getAttribute("id").equals("genericDefs")) {
            element.setAttribute("id", prefix + "genericDefs");
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                adapt(inner, prefix);
            }
        }
    }

    /** Ids that two charts in one page do not share. */
    private static final class PrefixedIds extends SVGIDGenerator {
        private final String prefix;

        PrefixedIds(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public String generateID(String kind) {
            return super.generateID(prefix + kind);
        }
    }
}
