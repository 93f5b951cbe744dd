package io.wavetank.benchmark.figures;

import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts figures in one table, and beside them those of a baseline. */
public final class FigureTable {
    private FigureTable() {}

    /**
     * Gathers what was measured, stores it and prints the table.
     *
     * @param arguments the machine in a line; the file to store the figures in; the CSV of JMH, or an empty word; what {@code bench replay}
     *     printed, or an empty word; the baseline, or an empty word
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 5) {
            System.err.println("FigureTable: machine, output, JMH, replays and baseline expected");
            System.exit(2);
        }
        try {
            List<Figure> figures = new ArrayList<>(Measured.replays(lines(arguments[3])));
            figures.addAll(Measured.jmh(lines(arguments[2])));
            FigureFile.write(Path.of(arguments[1]), new FigureFile.Content(arguments[0], figures));
            FigureFile.Content baseline = arguments[4].isEmpty() ? null : FigureFile.read(Path.of(arguments[4]));
            print(figures, arguments[0], baseline).forEach(System.out::println);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    private static List<String> lines(String file) throws IOException {
        return file.isEmpty() ? List.of() : Files.readAllLines(Path.of(file));
    }

    /** Returns the table's lines, and below it what it may be used for. */
    static List<String> print(
            List<Figure> figures, String machine, FigureFile.@org.jspecify.annotations.Nullable Content baseline) {
        List<String> lines = new ArrayList<>();
        if (baseline == null) {
            var table = new TextTable(List.of("figure", "now", "unit"));
            figures.forEach(each -> table.add(List.of(each.name(), Figures.short3(each.value()), each.unit())));
            lines.addAll(table.lines());
            lines.add("");
            lines.add("now: " + machine);
            lines.add("There is no baseline to compare with; --save keeps these figures as one.");
            return lines;
        }
        Map<String, Figure> before = new LinkedHashMap<>();
        baseline.figures().forEach(each -> before.put(each.name(), each));
        var table = new TextTable(List.of("figure", "before", "now", "unit", "gain"));
        for (Figure each : figures) {
            Figure old = before.remove(each.name());
            boolean same = old != null && old.unit().equals(each.unit());
            table.add(List.of(
                    each.name(),
                    old == null ? "-" : Figures.short3(old.value()),
                    Figures.short3(each.value()),
                    each.unit(),
                    old == null || !same ? "-" : Figures.fixed(each.over(old), 2)));
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.add("before: " + baseline.machine());
        lines.add("now:    " + machine);
        lines.add("gain: old/new of times and memory, new/old of rates; over 1 is better now.");
        if (!before.isEmpty()) {
            lines.add("In the baseline alone: " + before.size()
                    + (before.size() == 1 ? " figure, " : " figures, such as ")
                    + before.keySet().iterator().next());
        }
        lines.add("Absolute figures of different machines, or of one that does other things too, cannot be compared;");
        lines.add("a replay's ratio to the bound, taken minutes apart on one machine, suffers least.");
        return lines;
    }
}
