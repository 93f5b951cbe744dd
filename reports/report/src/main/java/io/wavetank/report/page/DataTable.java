package io.wavetank.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a page: a head of one or two lines, and rows that begin with their name.
 *
 * @param caption what the table shows
 * @param rowHead the head of the first column
 * @param columns the other columns
 * @param rows cells, the row's name first
 */
record DataTable(String caption, String rowHead, List<Column> columns, List<List<String>> rows) {
    /** A name with more characters gets room, and may break inside a word. */
    private static final int LONG_NAME = 20;

    /**
     * A column.
     *
     * @param group what it shares with its neighbours, in the upper line of the head; the empty string for nothing
     * @param head its own head
     */
    record Column(String group, String head) {}

    /** Checks that rows are as long as the head. */
    DataTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<String> row : rows) {
            if (row.size() != columns.size() + 1) {
                throw new IllegalArgumentException(
                        "A row of " + row.size() + " cells under a head of " + (columns.size() + 1));
            }
        }
    }

    /** Writes the table under its caption. */
    void write(Html html) {
        write(html, "shown");
    }

    /** Writes the table where a heading says already what it shows: the caption is for those who do not see the page. */
    void writeUnderHeading(Html html) {
        write(html, "unseen");
    }

    private void write(Html html, String captionStyle) {
        html.open("div", "class", "wide", "role", "region", "aria-label", caption, "tabindex", "0");
        html.open("table");
        html.block("caption", caption, "class", captionStyle);
        List<Integer> spans = spans();
        html.markup("<colgroup></colgroup>");
        spans.forEach(span -> html.open("colgroup", "span", span.toString()).close("colgroup"));
        html.open("thead");
        writeHead(html, spans);
        html.closeBlock("thead");
        html.open("tbody");
        for (List<String> row : rows) {
            html.open("tr");
            cell(html, "th", row.get(0), longer(row.get(0)) ? "long" : "", "scope", "row");
            for (int i = 0; i < columns.size(); i++) {
                cell(html, "td", row.get(i + 1), beginsGroup(i) ? "first" : "");
            }
            html.closeBlock("tr");
        }
        html.close("tbody").close("table").closeBlock("div");
    }

    private void writeHead(Html html, List<Integer> spans) {
        boolean grouped = columns.stream().anyMatch(column -> !column.group().isEmpty());
        html.open("tr");
        html.element("th", rowHead, "scope", "col", "rowspan", grouped ? "2" : "1");
        if (grouped) {
            int first = 0;
            for (int span : spans) {
                String group = columns.get(first).group();
                html.element("th", group, "scope", "colgroup", "colspan", Integer.toString(span));
                first += span;
            }
            html.close("tr").open("tr");
        }
        for (int i = 0; i < columns.size(); i++) {
            String head = columns.get(i).head();
            String style = (beginsGroup(i) ? "first" : "") + (longer(head) ? " long" : "");
            cell(html, "th", head, style.strip(), "scope", "col");
        }
        html.close("tr");
    }

    private static void cell(Html html, String element, String text, String style, String... attributes) {
        List<String> all = new ArrayList<>(List.of(attributes));
        if (!style.isEmpty()) {
            all.addAll(List.of("class", style));
        }
        html.open(element, all.toArray(String[]::new));
        if (element.equals("th")) {
            html.name(text);
        } else {
            html.text(text);
        }
        html.close(element);
    }

    private static boolean longer(String name) {
        return name.length() > LONG_NAME;
    }

    private boolean beginsGroup(int column) {
        return column > 0
                && !columns.get(column).group().equals(columns.get(column - 1).group());
    }

    /** How many neighbouring columns each group has. */
    private List<Integer> spans() {
        List<Integer> spans = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (i == 0 || beginsGroup(i)) {
                spans.add(1);
            } else {
                spans.set(spans.size() - 1, spans.get(spans.size() - 1) + 1);
            }
        }
        return spans;
    }
}
