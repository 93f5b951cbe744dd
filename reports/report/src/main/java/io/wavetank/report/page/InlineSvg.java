package io.wavetank.report.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures made to stand in one page: each numbers its parts from one, so the ids of every picture, and what points to them, get a prefix of
 * their own.
 */
final class InlineSvg {
    private static final Pattern TAG = Pattern.compile("<[A-Za-z](?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>");
    private static final Pattern ID = Pattern.compile("(\\sid=[\"']|\\s(?:xlink:)?href=[\"']#|url\\(['\"]?#)");

    private InlineSvg() {}

    /**
     * Returns the picture.
     *
     * @param svg an {@code svg} element without prolog
     * @param prefix what its ids are to begin with, another for each picture of the page
     * @param label what the picture shows, for those who do not see it
     */
    static String of(String svg, String prefix, String label) {
        if (!svg.startsWith("<svg")) {
            throw new IllegalArgumentException("Not an svg element: " + svg.substring(0, Math.min(svg.length(), 40)));
        }
        String prefixed = TAG.matcher(svg)
                .replaceAll(tag -> Matcher.quoteReplacement(
                        ID.matcher(tag.group()).replaceAll("$1" + Matcher.quoteReplacement(prefix))));
        return "<svg aria-label=\"" + Html.escape(label) + "\"" + prefixed.substring("<svg".length());
    }
}
