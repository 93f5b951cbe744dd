package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.kubernetes.autoscale.vpa.Amounts;
import io.wavetank.policy.kubernetes.autoscale.vpa.ContainerPolicy;
import io.wavetank.policy.kubernetes.autoscale.vpa.VpaSettings;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.List;

/** The vertical pod autoscaler in the table: its options are the flags of recommender and updater, under shorter names. */
final class VpaEntry {
    private static final int MOST = 1_000_000;
    private static final double MEBI = 1L << 20;

    private VpaEntry() {}

    static ScalingEntry<ResourceRecommender.Factory> entry() {
        return new ScalingEntry<>(
                "vpa",
                "vertical pod autoscaler: recommender, updater and admission",
                "vertical pod autoscaler: recommender 0.14 decision for decision, updater 1.x",
                List.of(
                        new Option("controls", "both", "cpu, memory or both"),
                        new Option("least_cpu", "0", "least cores recommended; 0 for no bound"),
                        new Option("most_cpu", "0", "most cores recommended; 0 for no bound"),
                        new Option("least_memory", "0", "least MiB recommended; 0 for no bound"),
                        new Option("most_memory", "0", "most MiB recommended; 0 for no bound"),
                        new Option("percentile", "0.9", "of CPU use, the target"),
                        new Option("margin", "0.15", "share added to each estimate"),
                        new Option("half_life", "24h", "in which a sample's weight halves"),
                        new Option("memory_interval", "24h", "of which the memory peak is kept"),
                        new Option("oom_ratio", "1.2", "by what memory is multiplied after it ran out"),
                        new Option("oom_add", "100", "MiB added after that at least"),
                        new Option("least_replicas", "2", "a service with fewer is left alone"),
                        new Option("tolerance", "0.5", "share of replicas that may be down for it"),
                        new Option("rate", "0", "evictions a second; 0 for no limit"),
                        new Option("burst", "1", "evictions at a time where there is a limit"),
                        new Option("lifetime", "12h", "age from which one within bounds is updated"),
                        new Option("difference", "0.1", "by what share it must differ then"),
                        new Option("quick_oom", "10m", "memory running out sooner is a reason by itself"),
                        new Option("period", "1m", "from one loop to the next")),
                options -> {
                    VpaSettings settings = settings(options);
                    ContainerPolicy policy = policy(options);
                    VpaUpdater.Settings updater = updater(options);
                    long period = options.positiveNanos("period");
                    return () -> new VpaControl(settings, policy, updater, period);
                });
    }

    private static VpaSettings settings(PolicyOptions options) {
        VpaSettings standard = VpaSettings.DEFAULTS;
        long halfLife = options.positiveNanos("half_life");
        return new VpaSettings(
                standard.originSeconds(),
                options.positiveNanos("memory_interval"),
                halfLife,
                halfLife,
                options.number("oom_ratio", 1, 100),
                (long) (options.number("oom_add", 0, 1e9) * MEBI),
                options.number("margin", 0, 100),
                standard.leastCpuMillis(),
                standard.leastMemoryMebibytes(),
                options.number("percentile", 0, 1));
    }

    private static ContainerPolicy policy(PolicyOptions options) {
        String controls = options.oneOf("controls", "both", "cpu", "memory");
        for (String each : List.of("cpu", "memory")) {
            double most = options.number("most_" + each, 0, 1e9);
            if (most > 0 && options.number("least_" + each, 0, 1e9) > most) {
                throw new IllegalArgumentException("Policy vpa, option least_" + each + ": no more than most_" + each
                        + ", " + options.text("most_" + each) + ", expected, got '" + options.text("least_" + each)
                        + "'");
            }
        }
        return new ContainerPolicy(
                false,
                !controls.equals("memory"),
                !controls.equals("cpu"),
                bounds(options, "least"),
                bounds(options, "most"));
    }

    private static Amounts bounds(PolicyOptions options, String which) {
        return new Amounts((long) (options.number(which + "_cpu", 0, 1e6) * 1000), (long)
                (options.number(which + "_memory", 0, 1e9) * MEBI));
    }

    private static VpaUpdater.Settings updater(PolicyOptions options) {
        return new VpaUpdater.Settings(
                options.integer("least_replicas", 0, MOST),
                options.number("tolerance", 0, 1),
                options.number("rate", 0, 1e6),
                options.integer("burst", 1, MOST),
                options.nanos("lifetime"),
                options.number("difference", 0, 1e6),
                options.nanos("quick_oom"));
    }
}
