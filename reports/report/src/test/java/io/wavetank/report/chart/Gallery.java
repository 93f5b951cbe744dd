package io.wavetank.report.chart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Draws all samples into a folder, for a person to look at: {@code java ... io.wavetank.report.chart.Gallery DIR}. Not a test. */
final class Gallery {
    private Gallery() {}

    /** Draws; the only argument is the folder. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        ChartWriter writer = new ChartWriter();
        for (Map.Entry<String, Supplier<Chart>> sample : SampleCharts.all().entrySet()) {
            Chart chart = sample.getValue().get();
            writer.writeSvg(chart, folder.resolve(sample.getKey() + ".svg"));
            writer.writePng(chart, folder.resolve(sample.getKey() + ".png"));
        }
    }
}
