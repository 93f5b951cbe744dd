package io.wavetank.policy.autoscale;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.scaling.KeepAlive;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.ScalingFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Autoscalers that belong to no orchestrator. */
public final class GeneralAutoscalers implements ScalingFamily {
    private static final int MOST_REPLICAS = 1_000_000;
    /** How many of its periods a forecast looks back or ahead. */
    private static final long MOST_PERIODS = 1_000_000;

    private static final long DAY = 86_400_000_000_000L;
    private static final long HOUR = DAY / 24;
    static final Option LEAST = new Option("least", "1", "fewest replicas");
    static final Option MOST = new Option("most", "100", "most replicas");
    static final Option MEASURE =
            new Option("measure", "cpu", "cpu (percent of the request), requests (a second) or concurrency");

    @Override
    public String name() {
        return "general";
    }

    @Override
    public List<ScalingEntry<ReplicaAutoscaler.Factory>> replicaAutoscalers() {
        return List.of(
                fixed(),
                AwsEntries.targetTracking(),
                AwsEntries.stepScaling(),
                predictive(),
                movingWindow(),
                keepAlive(),
                marathon());
    }

    @Override
    public List<ScalingEntry<NodeAutoscaler.Factory>> nodeAutoscalers() {
        return List.of(powerSaving());
    }

    @Override
    public List<ScalingEntry<KeepAlive.Factory>> keepAlives() {
        return List.of(
                new ScalingEntry<>(
                        "fixed-time",
                        "for the same time after every use",
                        "definition here; what providers do",
                        List.of(new Option("keep", "10m", "how long")),
                        options -> {
                            long keep = options.nanos("keep");
                            return () -> new FixedKeepAlive(keep);
                        }),
                new ScalingEntry<>(
                        "hybrid-histogram",
                        "as a histogram of idle times says, loaded ahead where it can",
                        "Shahrad et al., USENIX ATC 2020",
                        List.of(new Option("range", "4h", "what the histogram covers, in bins of a minute")),
                        options -> {
                            int minutes = minutes(options);
                            return () -> new HybridHistogram(minutes);
                        }));
    }

    private static int minutes(PolicyOptions options) {
        long minutes = options.nanos("range") / (DAY / 1440);
        if (minutes < 1 || minutes > 100_000) {
            throw new IllegalArgumentException("Policy hybrid-histogram, option range: a time of a minute to 69 days"
                    + " expected, got '" + options.text("range") + "'");
        }
        return (int) minutes;
    }

    private static ScalingEntry<NodeAutoscaler.Factory> powerSaving() {
        return new ScalingEntry<>(
                "power-saving",
                "nodes of a batch system off when idle for a while, on when jobs wait",
                "Slurm, Power Saving Guide",
                List.of(
                        new Option("suspend_time", "10m", "how long a node must have been idle"),
                        new Option("suspend_rate", "60", "nodes switched off a minute"),
                        new Option("resume_rate", "300", "nodes switched on a minute"),
                        new Option("suspend_timeout", "30s", "until one that was switched off can come again"),
                        new Option("kept_idle", "0", "idle nodes of each group that stay on"),
                        new Option("period", "10s", "from one look to the next")),
                options -> {
                    var settings = new PowerSaving.Settings(
                            options.nanos("suspend_time"),
                            options.integer("suspend_rate", 1, MOST_REPLICAS),
                            options.integer("resume_rate", 1, MOST_REPLICAS),
                            options.nanos("suspend_timeout"),
                            options.integer("kept_idle", 0, MOST_REPLICAS),
                            options.positiveNanos("period"));
                    return draws -> new PowerSaving(settings);
                });
    }

    static Bounds bounds(PolicyOptions options) {
        int least = options.integer("least", 0, MOST_REPLICAS);
        return new Bounds(
                least, options.integer("most", Math.max(1, least), MOST_REPLICAS), options.positiveNanos("period"));
    }

    static Load measure(PolicyOptions options) {
        return Load.valueOf(
                options.oneOf("measure", "cpu", "requests", "concurrency").toUpperCase(Locale.ROOT));
    }

    private static ScalingEntry<ReplicaAutoscaler.Factory> keepAlive() {
        return new ScalingEntry<>(
                "keep-alive",
                "a function: loaded for a fixed time after use, or as a histogram of its idle times says",
                "Shahrad et al. 2020",
                List.of(
                        new Option("least", "0", "fewest replicas"),
                        MOST,
                        new Option("policy", "fixed", "fixed or hybrid-histogram"),
                        new Option("keep", "10m", "the fixed time"),
                        new Option("range", "4h", "what the histogram covers"),
                        new Option("concurrency", "1", "requests that a replica serves at a time"),
                        new Option("period", "1s", "from one look to the next")),
                options -> {
                    Bounds bounds = bounds(options);
                    boolean hybrid =
                            options.oneOf("policy", "fixed", "hybrid-histogram").equals("hybrid-histogram");
                    long keep = options.nanos("keep");
                    int minutes = minutes(options);
                    double concurrency = options.number("concurrency", 1e-3, 1e9);
                    return draws -> new KeepAliveControl(
                            hybrid ? new HybridHistogram(minutes) : new FixedKeepAlive(keep), bounds, concurrency);
                });
    }

    private static ScalingEntry<ReplicaAutoscaler.Factory> marathon() {
        return new ScalingEntry<>(
                "marathon",
                "a measure within a range; multiplied or divided after several looks outside in a row",
                "mesosphere/marathon-autoscale",
                List.of(
                        LEAST,
                        MOST,
                        MEASURE,
                        new Option("high", "80", "above it (of each replica) there are to be more"),
                        new Option("low", "55.5", "below it fewer"),
                        new Option("multiplier", "1.5", "by what the number is multiplied, or divided"),
                        new Option("up_patience", "3", "looks in a row above without more"),
                        new Option("down_patience", "4", "looks in a row below without fewer"),
                        new Option("period", "10s", "from one look to the next")),
                options -> {
                    Bounds bounds = bounds(options);
                    var settings = new MarathonAutoscale.Settings(
                            measure(options),
                            options.number("low", 0, 1e12),
                            options.number("high", 1e-9, 1e12),
                            options.number("multiplier", 1, 1000),
                            options.integer("up_patience", 0, MOST_REPLICAS),
                            options.integer("down_patience", 0, MOST_REPLICAS));
                    return draws -> new MarathonAutoscale(bounds, settings);
                });
    }

    private static ScalingEntry<ReplicaAutoscaler.Factory> fixed() {
        return new ScalingEntry<>(
                "fixed",
                "as many as somebody set, by the clock: how Swarm and plain Marathon are scaled",
                "definition here; docker service scale",
                List.of(
                        new Option("replicas", "1", "a number, or numbers and hours of the day: '2 8=10 20=4'"),
                        new Option("period", "1m", "how often it looks at the clock")),
                options -> {
                    List<FixedReplicas.Step> steps = steps(options.text("replicas"));
                    long period = options.positiveNanos("period");
                    var made = new FixedReplicas(steps, DAY, period);
                    return draws -> made;
                });
    }

    /** Reads {@code 2 8=10 20=4}: two from the start, ten from 8 o'clock, four from 20 o'clock on. */
    private static List<FixedReplicas.Step> steps(String text) {
        List<FixedReplicas.Step> steps = new ArrayList<>();
        for (String part : text.strip().split(" +", -1)) {
            int equals = part.indexOf('=');
            String hour = equals < 0 ? "0" : part.substring(0, equals);
            String count = part.substring(equals + 1);
            boolean known =
                    hour.matches("[0-9]{1,2}") && count.matches("[0-9]{1,6}") && (equals < 0) == steps.isEmpty();
            boolean later = known
                    && (steps.isEmpty()
                            || Long.parseLong(hour) * HOUR
                                    > steps.get(steps.size() - 1).fromNanos());
            if (!later || Long.parseLong(hour) > 23) {
                throw new IllegalArgumentException(
                        "Policy fixed, option replicas: a number, or numbers by hour in order"
                                + " such as '2 8=10 20=4' expected, got '" + text + "'");
            }
            steps.add(new FixedReplicas.Step(Long.parseLong(hour) * HOUR, Integer.parseInt(count)));
        }
        return steps;
    }

    private static ScalingEntry<ReplicaAutoscaler.Factory> predictive() {
        return new ScalingEntry<>(
                "predictive",
                "for the requests that are forecast, by triple exponential smoothing with a daily season",
                "Holt 1957, Winters 1960",
                List.of(
                        LEAST,
                        MOST,
                        new Option("requests", "100", "requests a second that a replica is to have"),
                        new Option("ahead", "5m", "how far ahead"),
                        new Option("season", "24h", "how long a season is"),
                        new Option("level", "0.5", "weight of the newest for the level"),
                        new Option("trend", "0.1", "and for the trend"),
                        new Option("seasonal", "0.3", "and for the season"),
                        new Option("period", "1m", "from one decision to the next")),
                options -> {
                    Bounds bounds = bounds(options);
                    double each = options.number("requests", 1e-9, 1e12);
                    long most = bounds.periodNanos() > Long.MAX_VALUE / MOST_PERIODS
                            ? Long.MAX_VALUE
                            : bounds.periodNanos() * MOST_PERIODS;
                    int ahead = (int) (options.nanos("ahead", 0, most) / bounds.periodNanos());
                    int season = (int) Math.max(1, options.nanos("season", 0, most) / bounds.periodNanos());
                    double level = options.number("level", 0, 1);
                    double trend = options.number("trend", 0, 1);
                    double seasonal = options.number("seasonal", 0, 1);
                    return draws -> new HoltWinters(bounds, each, ahead, season, level, trend, seasonal);
                });
    }

    private static ScalingEntry<ReplicaAutoscaler.Factory> movingWindow() {
        return new ScalingEntry<>(
                "moving-window",
                "by a percentile of the past, fewer replicas little by little",
                "Autopilot, Rzadca et al. 2020",
                List.of(
                        LEAST,
                        MOST,
                        MEASURE,
                        new Option("target", "70", "what a replica is to have of the measure"),
                        new Option("percentile", "0.95", "of the window, 0 to 1"),
                        new Option("window", "1h", "how long the past is"),
                        new Option("shrink", "0.1", "by what share replicas become fewer at most"),
                        new Option("period", "1m", "from one decision to the next")),
                options -> {
                    Bounds bounds = bounds(options);
                    Load load = measure(options);
                    double target = options.number("target", 1e-9, 1e12);
                    double percentile = options.number("percentile", 0, 1);
                    long window = options.nanos("window");
                    double shrink = options.number("shrink", 0, 1);
                    return draws -> new MovingWindow(bounds, load, target, percentile, window, shrink);
                });
    }
}
