package io.wavetank.experiment.service;

import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.chart.TimeSpan;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Charts of the arms of a demonstration. */
final class DemoCharts {
    private DemoCharts() {}

    /** A figure of the rows of a time line, a line for each arm. */
    static TimeChart overTime(
            String title,
            String subtitle,
            String label,
            Quantity quantity,
            Map<String, TrafficResult> arms,
            ToDoubleFunction<TrafficTimeline.Row> figure,
            List<TimeSpan> spans) {
        List<TimeSeries> lines = new ArrayList<>();
        arms.forEach((arm, result) -> {
            List<TrafficTimeline.Row> rows = result.timeline().rows();
            lines.add(TimeSeries.of(
                    arm,
                    rows.stream().mapToLong(TrafficTimeline.Row::beginNanos).toArray(),
                    rows.stream().mapToDouble(figure).toArray()));
        });
        return new TimeChart(title, subtitle, label, quantity, TimeChart.Shape.LINE, lines, spans);
    }
}
