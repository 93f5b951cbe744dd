package io.wavetank.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;

/** Builds the JFreeChart of charts that stand above each other on one time axis. */
final class PanelDrawing {
    private static final double GAP_PIXELS = 14;

    private final PanelChart chart;
    private final List<String> names;
    private final List<String> kinds;
    /** Whether the labels of the panels say what each line is, as each has a single one of its own. */
    private final boolean told;

    PanelDrawing(PanelChart chart) {
        this.chart = chart;
        this.names = chart.names();
        this.kinds = chart.kinds();
        this.told = chart.panels().stream().allMatch(panel -> panel.series().size() <= 1)
                && names.size() == chart.panels().size();
    }

    JFreeChart draw() {
        var together = new CombinedDomainXYPlot(new TickAxis(TimeChart.SIMULATED, Drawing.timeScale(chart.lines())));
        together.setGap(GAP_PIXELS);
        for (TimeChart panel : chart.panels()) {
            together.add(plot(panel));
        }
        LegendItemCollection legend = new LegendItemCollection();
        if (!told) {
            names.forEach(name -> legend.add(Drawing.lineItem(name, chart.look(name))));
            chart.beside().forEach(name -> legend.add(Drawing.lineItem(name, chart.look(name))));
        }
        for (int i = 0; i < kinds.size(); i++) {
            legend.add(Drawing.square(kinds.get(i), HouseStyle.groundColor(i)));
        }
        return HouseStyle.chart(chart, together, legend);
    }

    private XYPlot plot(TimeChart panel) {
        List<Polyline> lines = new ArrayList<>();
        List<Integer> looks = new ArrayList<>();
        Extent values = new Extent();
        for (TimeSeries series : panel.series()) {
            Polyline line = Polyline.of(series, panel.shape());
            values.add(line.ys());
            values.add(line.lower());
            values.add(line.upper());
            lines.add(line);
            looks.add(told ? 0 : chart.look(series.name()));
        }
        List<LinePainter.Ground> grounds = panel.spans().stream()
                .map(span -> new LinePainter.Ground(
                        span.fromNanos() / 1e9, span.toNanos() / 1e9, kinds.indexOf(span.name())))
                .toList();
        AxisScale range = panel.isEmpty()
                ? new AxisScale(0, 1, List.of(), "")
                : AxisScale.values(values.min(), values.max(), panel.quantity());
        XYPlot plot = new XYPlot(null, null, new TickAxis(panel.valueLabel(), range), null);
        plot.addAnnotation(new LinePainter(lines, looks, grounds));
        return plot;
    }
}
