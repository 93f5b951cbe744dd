package io.wavetank.report.chart;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;

/** Builds the JFreeChart of choices, with a panel for each thing that they are weighed by. */
final class ParetoDrawing {
    private static final double GAP_PIXELS = 18;

    private ParetoDrawing() {}

    static JFreeChart of(ParetoChart chart) {
        Extent xs = new Extent();
        for (ParetoChart.Panel panel : chart.panels()) {
            for (ParetoChart.Choice choice : panel.choices()) {
                xs.add(choice.x().lower());
                xs.add(choice.x().upper());
            }
        }
        AxisScale cost = AxisScale.near(xs.min(), xs.max(), chart.x().quantity());
        var together = new CombinedDomainXYPlot(new TickAxis(chart.x().label(), cost));
        together.setGap(GAP_PIXELS);
        chart.panels().forEach(panel -> together.add(plot(panel)));
        LegendItemCollection legend = new LegendItemCollection();
        legend.add(Drawing.square("front: no other is better in one and as good in the other", HouseStyle.color(0)));
        legend.add(Drawing.square("dominated", HouseStyle.dominated()));
        return HouseStyle.chart(chart, together, legend);
    }

    private static XYPlot plot(ParetoChart.Panel panel) {
        Extent ys = new Extent();
        for (ParetoChart.Choice choice : panel.choices()) {
            ys.add(Math.max(0, choice.y().lower()));
            ys.add(choice.y().upper());
        }
        AxisScale range = AxisScale.values(ys.min(), ys.max(), panel.y().quantity());
        XYPlot plot = new XYPlot(null, null, new TickAxis(panel.y().label(), range), null);
        plot.addAnnotation(new ParetoPainter(panel));
        return plot;
    }
}
