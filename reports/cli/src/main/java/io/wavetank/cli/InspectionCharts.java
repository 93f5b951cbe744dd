package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.report.chart.BarChart;
import io.wavetank.report.chart.BarSeries;
import io.wavetank.report.chart.CdfChart;
import io.wavetank.report.chart.CdfSeries;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.page.ChartPage;
import io.wavetank.report.result.Figures;
import io.wavetank.workload.profile.Distribution;
import io.wavetank.workload.profile.HourlyCounts;
import io.wavetank.workload.profile.Measure;
import io.wavetank.workload.profile.TaskProfile;
import io.wavetank.workload.profile.TraceInspection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The charts of an inspection, and the page on which they stand. */
final class InspectionCharts {
    /** The name of the page. */
    static final String PAGE = "inspect.html";

    private static final int MOST_HOURS = 1000;
    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
    private static final int MOST_CHARTS_OF_RECORDS = 6;

    private final Map<String, Chart> charts = new LinkedHashMap<>();
    private final Map<String, String> aids = new LinkedHashMap<>();

    private InspectionCharts() {}

    /** Refuses a folder in which a chart would replace what is inspected. */
    static void checkNotInput(TraceInspection inspection, Path folder) throws IOException, UserException {
        ChartFolder.checkNotInput(
                "-o", folder, of(inspection).charts.keySet(), inspection.trace().path());
    }

    /** Writes the page and the pictures into a folder, which is made if need be; what is there under other names is left alone. */
    static void write(TraceInspection inspection, Path folder) throws IOException {
        InspectionCharts all = of(inspection);
        List<ChartPage.Picture> pictures =
                ChartFolder.write(folder, all.charts, name -> all.aids.getOrDefault(name, ""));
        Files.writeString(folder.resolve(PAGE), page(inspection, pictures), StandardCharsets.UTF_8);
    }

    private static InspectionCharts of(TraceInspection inspection) {
        var all = new InspectionCharts();
        all.tasks(inspection.tasks());
        for (TraceInspection.OfRecords records : inspection.records()) {
            all.records(records, inspection.tasks() == null);
        }
        return all;
    }

    private static String page(TraceInspection inspection, List<ChartPage.Picture> pictures) {
        var trace = inspection.trace();
        String lead = inspection.tasks() != null
                ? Figures.count(trace.kept()) + " tasks over "
                        + Figures.duration((trace.lastSubmitNanos() - trace.firstSubmitNanos()) / 1e9) + "."
                : inspection.records().stream()
                        .map(each -> InspectionText.headline(each) + ".")
                        .findFirst()
                        .orElse("");
        var tables = new ArrayList<ChartPage.Table>();
        List<String> head = new ArrayList<>(InspectionText.HEAD);
        head.set(0, "What");
        if (inspection.tasks() != null) {
            tables.add(new ChartPage.Table(
                    "Tasks", head, InspectionText.rows(inspection.tasks().distributions())));
        }
        for (TraceInspection.OfRecords records : inspection.records()) {
            if (!records.profile().distributions().isEmpty()) {
                tables.add(new ChartPage.Table(
                        InspectionText.headline(records),
                        head,
                        InspectionText.rows(records.profile().distributions())));
            }
        }
        return ChartPage.of(
                String.valueOf(trace.path().getFileName()), lead, InspectionText.facts(inspection), tables, pictures);
    }

    private void tasks(@Nullable TaskProfile tasks) {
        if (tasks == null) {
            return;
        }
        overTime("arrivals", "Tasks submitted", "tasks", tasks.arrivals());
        byHour("arrivals-by-hour", "Tasks submitted by hour of the day", "tasks per hour", tasks.arrivals());
        curves("run-times", "Run times", "run time", Quantity.SECONDS, List.of(tasks.runTimes(), tasks.estimates()));
        curves(
                "gaps",
                "Gaps between submissions",
                "gap",
                Quantity.SECONDS,
                tasks.distributions().contains(tasks.jobGaps())
                        ? List.of(tasks.taskGaps(), tasks.jobGaps())
                        : List.of(tasks.taskGaps()));
        curves("cores-and-gpus", "Cores and GPUs that tasks ask for", "number", Quantity.NUMBER, asked(tasks));
        if (tasks.memory().max() > 0) {
            curves("memory", "Memory that tasks ask for", "memory", Quantity.BYTES, List.of(tasks.memory()));
        }
    }

    private static List<Distribution> asked(TaskProfile tasks) {
        List<Distribution> asked = new ArrayList<>();
        if (tasks.cores().max() > 0) {
            asked.add(tasks.cores());
        }
        asked.add(tasks.gpus());
        return asked;
    }

    private void records(TraceInspection.OfRecords records, boolean main) {
        String name = records.type().word().replace(' ', '-');
        if (records.profile().arrivals().hours() > 1 && main) {
            overTime(
                    name,
                    title(records.type().word()),
                    records.type().word(),
                    records.profile().arrivals());
            byHour(
                    name + "-by-hour",
                    title(records.type().word()) + " by hour of the day",
                    records.type().word() + " per hour",
                    records.profile().arrivals());
        }
        List<Distribution> values = records.profile().distributions();
        for (Distribution each : values.subList(0, Math.min(values.size(), MOST_CHARTS_OF_RECORDS))) {
            curves(
                    name + "-" + each.name().replaceAll("[^A-Za-z0-9]+", "-"),
                    title(records.type().word()) + ": " + each.name(),
                    each.name(),
                    quantity(each.measure()),
                    List.of(each));
        }
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Quantity quantity(Measure measure) {
        return switch (measure) {
            case SECONDS -> Quantity.SECONDS;
            case BYTES -> Quantity.BYTES;
            case DEVICES, COUNT, NUMBER -> Quantity.NUMBER;
        };
    }

    /** A line over time, by the hour, or by more hours where there would be too many points; of whole hours, days and so on if there are any. */
    private void overTime(String name, String title, String what, HourlyCounts counts) {
        int first = counts.firstWhole();
        int hours = counts.endWhole() - first;
        int width = Math.max(1, (hours + MOST_HOURS - 1) / MOST_HOURS);
        width = width > 1 ? (width + 23) / 24 * 24 : 1;
        int bins = hours / width;
        long[] times = new long[bins + 1];
        double[] values = new double[bins + 1];
        for (int hour = 0; hour < bins * width; hour++) {
            values[hour / width] += counts.count(first + hour);
        }
        for (int bin = 0; bin <= bins; bin++) {
            times[bin] = (long) bin * width * NANOS_PER_HOUR;
        }
        values[bins] = values[Math.max(0, bins - 1)];
        String unit = width == 1 ? "hour" : width == 24 ? "day" : width / 24 + " days";
        String from = first + bins * width < counts.hours() || first > 0
                ? ", from the first that the trace has whole to the last"
                : ", from the first on";
        add(
                name,
                new TimeChart(
                                title,
                                what + " in each " + unit + from,
                                capital(what),
                                Quantity.NUMBER,
                                TimeChart.Shape.STEP,
                                List.of(TimeSeries.of(what, times, values)))
                        .over("Time"),
                "How many came in each " + unit + ".");
    }

    private void byHour(String name, String title, String label, HourlyCounts counts) {
        double[] means = counts.byHourOfDay();
        int hours = counts.endWhole() - counts.firstWhole();
        if (counts.hours() < 24) {
            return;
        }
        add(
                name,
                new BarChart(
                        title,
                        "mean over " + Figures.count(hours) + " whole hours, by the clock of the trace",
                        capital(label),
                        Quantity.NUMBER,
                        "Hour",
                        IntStream.range(0, 24)
                                .mapToObj(hour -> (hour < 10 ? "0" : "") + hour)
                                .toList(),
                        List.of(BarSeries.of(label, means))),
                "A bar is the mean of that hour over all days. Where the trace does not say when it began, hour 0 is its start.");
    }

    private void curves(String name, String title, String label, Quantity quantity, List<Distribution> all) {
        var series = new ArrayList<CdfSeries>();
        long count = 0;
        for (Distribution each : all) {
            if (each.count() > 0) {
                series.add(CdfSeries.ofSteps(each.name(), each.values(), each.shares()));
                count = Math.max(count, each.count());
            }
        }
        if (!series.isEmpty()) {
            add(
                    name,
                    new CdfChart(title, Figures.count(count) + " values", capital(label), quantity, "Share", series),
                    "At a height of 90% a line shows what 90% stay within.");
        }
    }

    /** As axes are labelled in all charts. */
    private static String capital(String label) {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    private void add(String name, Chart chart, String aid) {
        charts.put(name, chart);
        aids.put(name, aid);
    }
}
