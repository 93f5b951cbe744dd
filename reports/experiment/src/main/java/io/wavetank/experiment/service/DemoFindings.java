package io.wavetank.experiment.service;

import io.wavetank.report.chart.Chart;
import java.util.List;

/**
 * What a demonstration has found.
 *
 * @param title of the page
 * @param lead what was done, in a few sentences
 * @param facts names and values of the setting
 * @param tables the figures, the first of them the main one
 * @param pictures the charts
 * @param conclusions what is to be seen, in sentences
 * @param files further files, such as event logs
 */
public record DemoFindings(
        String title,
        String lead,
        List<Fact> facts,
        List<Table> tables,
        List<Picture> pictures,
        List<String> conclusions,
        List<TextFile> files) {
    /** Copies the lists. */
    public DemoFindings {
        facts = List.copyOf(facts);
        tables = List.copyOf(tables);
        pictures = List.copyOf(pictures);
        conclusions = List.copyOf(conclusions);
        files = List.copyOf(files);
    }

    /**
     * A fact of the setting.
     *
     * @param name what it is about
     * @param value what it is
     */
    public record Fact(String name, String value) {}

    /**
     * A table.
     *
     * @param name of its file
     * @param caption what it shows
     * @param head the heads of its columns
     * @param rows its cells, the row's name first
     */
    public record Table(String name, String caption, List<String> head, List<List<String>> rows) {
        /** Copies the lists. */
        public Table {
            head = List.copyOf(head);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A chart.
     *
     * @param name of its files
     * @param chart what it shows
     * @param aid how to read it, in a line
     */
    public record Picture(String name, Chart chart, String aid) {}

    /**
     * A file of text.
     *
     * @param name of it
     * @param text in it
     */
    public record TextFile(String name, String text) {}
}
