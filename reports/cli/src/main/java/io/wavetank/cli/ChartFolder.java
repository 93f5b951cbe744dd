package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.ChartWriter;
import io.wavetank.report.chart.FontsMissingException;
import io.wavetank.report.page.ChartPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A folder with charts, each as CSV, SVG and PNG; where there are no fonts, as CSV alone. */
final class ChartFolder {
    private ChartFolder() {}

    /**
     * Refuses charts that would replace what they were drawn from, or come into the folder of which all files are.
     *
     * @param option that names the folder
     * @param names of the files of charts, without endings
     * @param input what is read: a file or a folder
     */
    static void checkNotInput(String option, Path folder, Set<String> names, Path input)
            throws IOException, UserException {
        if (TraceOutput.isWithin(input, folder)) {
            throw new UserException(option + " names a folder in the folder that is read; choose another place");
        }
        for (String name : names) {
            Path file = folder.resolve(name + ".csv");
            if (Files.exists(file) && Files.isSameFile(file, input)) {
                throw new UserException(
                        option + " " + folder + " would have a chart replace " + input + "; choose another place");
            }
        }
    }

    /**
     * Checks, before anything is worked out, that charts can be written into a folder.
     *
     * @param option by which it was named
     */
    static void check(Path folder, String option) throws IOException, UserException {
        Path place = folder.toAbsolutePath().normalize();
        if (Files.exists(place) && !Files.isDirectory(place)) {
            throw new UserException(folder + " is a file; choose another place with " + option);
        }
        while (!Files.exists(place)) {
            place = Objects.requireNonNull(place.getParent()); // the root is there
        }
        if (!Files.isDirectory(place)) {
            throw new UserException(place + " is in the way; choose another place with " + option);
        } else if (!Files.isWritable(place)) {
            throw new AccessDeniedException(place.toString());
        }
    }

    /**
     * Writes the charts into a folder, which is made if need be; what is there under other names is left alone.
     *
     * @param charts by the names of their files
     * @param aid how to read a chart, in a line
     * @return the same charts for a page
     */
    static List<ChartPage.Picture> write(Path folder, Map<String, Chart> charts, UnaryOperator<String> aid)
            throws IOException {
        Files.createDirectories(folder);
        ChartWriter writer = writer();
        List<ChartPage.Picture> pictures = new ArrayList<>();
        for (var entry : charts.entrySet()) {
            Chart chart = entry.getValue();
            Files.writeString(folder.resolve(entry.getKey() + ".csv"), chart.data(), StandardCharsets.UTF_8);
            if (writer != null) {
                writer.writeSvg(chart, folder.resolve(entry.getKey() + ".svg"));
                writer.writePng(chart, folder.resolve(entry.getKey() + ".png"));
            }
            pictures.add(
                    new ChartPage.Picture(chart, aid.apply(entry.getKey()), writer == null ? null : writer.svg(chart)));
        }
        return pictures;
    }

    private static @Nullable ChartWriter writer() {
        try {
            return new ChartWriter();
        } catch (FontsMissingException e) {
            return null;
        }
    }
}
