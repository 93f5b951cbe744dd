package io.wavetank.benchmark.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes figures out of what the benchmarks print: the CSV of JMH, and the lines of {@code wavetank bench replay}. */
final class Measured {
    private static final String REPLAY = "bench replay: ";
    private static final String CPU = ":cpuNanos";
    private static final String CALLS = ":operations";

    private Measured() {}

    /**
     * Returns a figure for each benchmark: processor time for one call where the benchmark counts it, else JMH's score. Names are the class and
     * method without package, then the values of the parameters.
     */
    static List<Figure> jmh(List<String> lines) {
        Map<String, Map<String, Double>> byName = new LinkedHashMap<>();
        Map<String, String> units = new LinkedHashMap<>();
        List<String> head = lines.isEmpty() ? List.of() : fields(lines.get(0));
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            List<String> fields = fields(line);
            String benchmark = fields.get(head.indexOf("Benchmark"));
            int colon = benchmark.indexOf(':');
            String counter = colon < 0 ? "" : benchmark.substring(colon);
            String name = name(colon < 0 ? benchmark : benchmark.substring(0, colon), head, fields);
            byName.computeIfAbsent(name, key -> new LinkedHashMap<>())
                    .put(counter, Double.parseDouble(fields.get(head.indexOf("Score"))));
            if (counter.isEmpty()) {
                units.put(name, fields.get(head.indexOf("Unit")));
            }
        }
        List<Figure> figures = new ArrayList<>();
        byName.forEach((name, scores) -> figures.add(figure(name, scores, units.getOrDefault(name, "?"))));
        return figures;
    }

    private static Figure figure(String name, Map<String, Double> scores, String unit) {
        Double cpu = scores.get(CPU);
        Double calls = scores.get(CALLS);
        if (cpu != null && calls != null && calls > 0) {
            return new Figure(name, "cpu-ns/op", cpu / calls, Figure.Better.LESS);
        }
        Double score = scores.get("");
        if (score == null) {
            throw new IllegalArgumentException("JMH gives no score for " + name);
        }
        return new Figure(name, unit, score, unit.startsWith("ops/") ? Figure.Better.MORE : Figure.Better.LESS);
    }

    private static String name(String benchmark, List<String> head, List<String> fields) {
        int method = benchmark.lastIndexOf('.');
        String bare = benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
        var name = new StringBuilder(bare.replace("Benchmark.", "."));
        for (int i = 0; i < head.size(); i++) {
            if (head.get(i).startsWith("Param: ") && !fields.get(i).isEmpty()) {
                name.append(' ').append(fields.get(i));
            }
        }
        return name.toString();
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        for (String field : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            fields.add(field.startsWith("\"") ? field.substring(1, field.length() - 1) : field);
        }
        return fields;
    }

    /** Returns the figures of every line that is one of {@code bench replay}: rate, share of the bound, memory. */
    static List<Figure> replays(List<String> lines) {
        List<Figure> figures = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith(REPLAY)) {
                continue;
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (String word : line.substring(REPLAY.length()).split(" ", -1)) {
                int equals = word.indexOf('=');
                values.put(word.substring(0, Math.max(0, equals)), word.substring(equals + 1));
            }
            String name = value(values, "scheduler") + " " + value(values, "nodes") + " nodes "
                    + shortened(Long.parseLong(value(values, "tasks"))) + " tasks";
            figures.add(rate(name, "tasks/cpu-s", value(values, "tasks_per_cpu_s")));
            figures.add(rate(name + " bound", "tasks/cpu-s", value(values, "bound_tasks_per_cpu_s")));
            figures.add(rate(name + " ratio", "of the bound", value(values, "ratio")));
            figures.add(new Figure(
                    name + " memory", "MB", Double.parseDouble(value(values, "peak_rss_mb")), Figure.Better.LESS));
        }
        return figures;
    }

    private static String shortened(long number) {
        return number % 1_000_000 == 0
                ? number / 1_000_000 + "M"
                : number % 1000 == 0 ? number / 1000 + "k" : Long.toString(number);
    }

    private static Figure rate(String name, String unit, String value) {
        return new Figure(name, unit, Double.parseDouble(value), Figure.Better.MORE);
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("A line of bench replay lacks " + key + ": " + values);
        }
        return value;
    }
}
