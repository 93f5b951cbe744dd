package io.wavetank.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Several charts over simulated time, one above the other on one time axis, such as load, replicas, nodes and cost of one run. Lines of one name have
 * one colour in all panels.
 *
 * @param panels the charts from top to bottom; titles and subtitles of theirs are not shown, their labels are
 * @param beside the names of lines that are none of those compared, such as the load of all: they are drawn in ink, and take no colour from the others
 */
public record PanelChart(String title, String subtitle, List<TimeChart> panels, List<String> beside) implements Chart {
    /** Creates the chart; the lists are copied. */
    public PanelChart {
        panels = List.copyOf(panels);
        beside = List.copyOf(beside);
    }

    /** Creates a chart all lines of which are compared. */
    public PanelChart(String title, String subtitle, List<TimeChart> panels) {
        this(title, subtitle, panels, List.of());
    }

    /** Returns the names of all lines that are compared, each once, in the order in which they come up. */
    List<String> names() {
        return panels.stream()
                .flatMap(panel -> panel.series().stream())
                .map(TimeSeries::name)
                .filter(name -> !beside.contains(name))
                .distinct()
                .toList();
    }

    /** Returns what a line looks like: the number of its colour among those compared, or a negative one for one beside them. */
    int look(String name) {
        int at = beside.indexOf(name);
        return at < 0 ? names().indexOf(name) : -1 - at;
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

    private boolean hasBounds() {
        return lines().stream().anyMatch(TimeSeries::hasBounds);
    }

    @Override
    public boolean isEmpty() {
        return panels.stream().allMatch(TimeChart::isEmpty);
    }

    @Override
    public String data() {
        boolean bounds = hasBounds();
        CsvText csv = new CsvText().header("panel,series,t_ns,value,lower,upper" + (bounds ? ",at_least" : ""));
        for (TimeChart panel : panels) {
            for (TimeSeries line : panel.series()) {
                for (int i = 0; i < line.size(); i++) {
                    csv.field(panel.valueLabel())
                            .field(line.name())
                            .field(line.atNanos(i))
                            .field(line.value(i));
                    csv.field(line.hasBand() ? line.lower(i) : Double.NaN);
                    csv.field(line.hasBand() ? line.upper(i) : Double.NaN);
                    if (bounds) {
                        csv.field(line.atLeast(i) ? 1L : 0L);
                    }
                    csv.endLine();
                }
            }
        }
        return csv.toString();
    }
}
