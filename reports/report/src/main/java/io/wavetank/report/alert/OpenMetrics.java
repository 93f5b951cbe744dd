package io.wavetank.report.alert;

import io.wavetank.report.result.Figures;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Metrics in the OpenMetrics text format, version 1.0: families with type and help, samples with labels and the simulated instant, {@code # EOF}.
 *
 * <p>Families come in the order of their making, samples in that of theirs. Labels are ordered by name. Units are part of names (seconds).
 *
 * <p>Source: OpenMetrics 1.0.0, text format.
 */
public final class OpenMetrics {
    /** What a family is. */
    public enum Type {
        /** A value that goes up and down. */
        GAUGE,
        /** A sum that only grows; its samples end in {@code _total}. */
        COUNTER
    }

    private static final int NANO_DIGITS = 9;
    private static final int LEAST_DIGITS = 3;

    private final StringBuilder text = new StringBuilder();
    private final String atSeconds;
    private String family = "";
    private Type type = Type.GAUGE;

    /** Creates an empty text of an instant, in nanoseconds since the start of the run. */
    public OpenMetrics(long nowNanos) {
        BigDecimal seconds = BigDecimal.valueOf(nowNanos, NANO_DIGITS).stripTrailingZeros();
        atSeconds = seconds.setScale(Math.max(LEAST_DIGITS, seconds.scale())).toPlainString();
    }

    /** Begins a family. */
    public OpenMetrics family(String name, Type ofType, String help) {
        if (!name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")) {
            throw new IllegalArgumentException("Not a name of a metric: " + name);
        }
        family = name;
        type = ofType;
        text.append("# TYPE ").append(name).append(ofType == Type.COUNTER ? " counter\n" : " gauge\n");
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
        return this;
    }

    /** Adds a sample to the family; one that has no value is left out. */
    public OpenMetrics sample(Map<String, String> labels, double value) {
        if (family.isEmpty()) {
            throw new IllegalStateException("A sample belongs to a family");
        }
        if (Double.isNaN(value)) {
            return this;
        }
        text.append(family).append(type == Type.COUNTER ? "_total" : "");
        SortedMap<String, String> ordered = new TreeMap<>(labels);
        if (!ordered.isEmpty()) {
            List<String> pairs = ordered.entrySet().stream()
                    .map(each -> each.getKey() + "=\"" + escaped(each.getValue()) + "\"")
                    .toList();
            text.append('{').append(String.join(",", pairs)).append('}');
        }
        text.append(' ')
                .append(Figures.text(value))
                .append(' ')
                .append(atSeconds)
                .append('\n');
        return this;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** The whole text. */
    public String text() {
        return text + "# EOF\n";
    }

    /** What a time line says of requests at an instant. */
    public static String of(RequestTimeline timeline, Map<String, String> labels, long nowNanos) {
        var metrics = new OpenMetrics(nowNanos);
        metrics.family("wavetank_requests_offered", Type.COUNTER, "Requests that came.")
                .sample(labels, (double) timeline.offered(0, nowNanos))
                .family("wavetank_requests_answered", Type.COUNTER, "Requests answered well.")
                .sample(labels, (double) timeline.answered(0, nowNanos))
                .family("wavetank_requests_failed", Type.COUNTER, "Requests that ended otherwise.")
                .sample(labels, (double) timeline.failed(0, nowNanos))
                .family("wavetank_tries_begun", Type.COUNTER, "Tries that replicas began to work on.")
                .sample(labels, (double) timeline.tries(0, nowNanos));
        timeline.last(nowNanos).ifPresent(row -> {
            metrics.family("wavetank_endpoints", Type.GAUGE, "Endpoints at the end of the last step.")
                    .sample(labels, row.endpoints());
            metrics.family(
                    "wavetank_latency_seconds",
                    Type.GAUGE,
                    "Latency of requests answered in the last step, by quantile.");
            quantile(metrics, labels, "0.5", seconds(row.p50Nanos()));
            quantile(metrics, labels, "0.9", seconds(row.p90Nanos()));
            quantile(metrics, labels, "0.99", seconds(row.p99Nanos()));
            metrics.family(
                    "wavetank_latency_is_lower_bound",
                    Type.GAUGE,
                    "1 where so many requests failed in the last step that the quantile is at least that latency.");
            quantile(metrics, labels, "0.5", row.atLeast(0.5) ? 1 : 0);
            quantile(metrics, labels, "0.9", row.atLeast(0.9) ? 1 : 0);
            quantile(metrics, labels, "0.99", row.atLeast(0.99) ? 1 : 0);
        });
        return metrics.text();
    }

    private static double seconds(long nanos) {
        return nanos < 0 ? Double.NaN : nanos / 1e9;
    }

    private static void quantile(OpenMetrics metrics, Map<String, String> labels, String quantile, double value) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.put("quantile", quantile);
        metrics.sample(all, value);
    }
}
