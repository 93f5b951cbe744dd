package io.wavetank.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Several charts over simulated time, one above the other on one time axis, such as load, replicas, nodes and cost of one run. Lines of one name have
 * one colour in all panels.
 *
 * @param panels the charts from top to bottom; titles and subtitles of theirs are not shown, their labels are
 */
public record PanelChart(String title, String subtitle, List<TimeChart> panels) implements Chart {
    /** Creates the chart; the list is copied. */
    public PanelChart {
        panels = List.copyOf(panels);
    }

    /** Returns the names of all lines, each once, in the order in which they come up. */
    List<String> names() {
        return panels.stream()
                .flatMap(panel -> panel.series().stream())
                .map(TimeSeries::name)
                .distinct()
                .toList();
    }

    /** Returns the names of what is set off in any panel, each once. */
    List<String> kinds() {
        return panels.stream()
                .flatMap(panel -> panel.spans().stream())
                .map(TimeSpan::name)
                .distinct()
                .toList();
    }

    /** Returns the lines of all panels. */
    List<TimeSeries> lines() {
        List<TimeSeries> lines = new ArrayList<>();
        panels.forEach(panel -> lines.addAll(panel.series()));
        return lines;
    }

    @Override
    public boolean isEmpty() {
        return panels.stream().allMatch(TimeChart::isEmpty);
    }

    @Override
    public String data() {
        CsvText csv = new CsvText().header("panel,series,t_ns,value,lower,upper");
        for (TimeChart panel : panels) {
            for (TimeSeries line : panel.series()) {
                for (int i = 0; i < line.size(); i++) {
                    csv.field(panel.valueLabel())
                            .field(line.name())
                            .field(line.atNanos(i))
                            .field(line.value(i));
                    csv.field(line.hasBand() ? line.lower(i) : Double.NaN);
                    csv.field(line.hasBand() ? line.upper(i) : Double.NaN);
                    csv.endLine();
                }
            }
        }
        return csv.toString();
    }
}
