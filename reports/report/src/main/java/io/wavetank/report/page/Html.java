package io.wavetank.report.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A page being written. Elements nest by construction and every text is escaped, so that what comes out is HTML and well-formed XML alike.
 *
 * <p>Attributes are given as names and values by turns.
 */
final class Html {
    private static final char REPLACEMENT = '\uFFFD';
    /** A name may go on in the next line behind one of these. */
    private static final String BREAKS = ",;:=_/";

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    Html open(String element, String... attributes) {
        tag(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    Html close(String element) {
        if (!element.equals(open.peek())) {
            throw new IllegalStateException("</" + element + "> while <" + open.peek() + "> is open");
        }
        open.pop();
        out.append("</").append(element).append('>');
        return this;
    }

    /** Closes an element that ends a block; the line breaks are for people who read the source. */
    Html closeBlock(String element) {
        close(element);
        out.append('\n');
        return this;
    }

    /** Adds an element that never has content, such as {@code meta}. */
    Html empty(String element, String... attributes) {
        tag(element, attributes);
        out.append("/>\n");
        return this;
    }

    /** Adds an element that holds text only. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** Adds an element that holds text only and stands on a line of its own. */
    Html block(String element, String text, String... attributes) {
        return open(element, attributes).text(text).closeBlock(element);
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Adds a name that may be long and have no blanks; it may break behind its punctuation. */
    Html name(String name) {
        int from = 0;
        for (int at = 0; at < name.length() - 1; at++) {
            if (BREAKS.indexOf(name.charAt(at)) >= 0) {
                text(name.substring(from, at + 1));
                out.append("<wbr/>");
                from = at + 1;
            }
        }
        return text(name.substring(from));
    }

    /** Adds what is markup already, as it is. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    private void tag(String element, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("An attribute of <" + element + "> has no value");
        }
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(escape(attributes[i + 1])).append('"');
        }
    }

    /** Returns text with what means something in markup written out, and with what no XML may hold replaced. */
    static String escape(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (allowed(point)) {
                        safe.appendCodePoint(point);
                    } else {
                        safe.append(REPLACEMENT);
                    }
                }
            }
        }
        return safe.toString();
    }

    /** Whether XML 1.0 and UTF-8 can hold a code point: no control characters, no half of a surrogate pair. */
    private static boolean allowed(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point < 0x7F)
                || (point >= 0xA0 && point < 0xD800)
                || (point >= 0xE000 && point < 0xFFFE)
                || point >= 0x10000;
    }

    /** Returns all that was written; every element must be closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> is not closed");
        }
        return out.toString();
    }
}
