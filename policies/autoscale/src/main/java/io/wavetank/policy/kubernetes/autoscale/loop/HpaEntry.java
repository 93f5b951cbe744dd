package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSettings;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Source;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Target;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The horizontal pod autoscaler in the table: its options are what an object of {@code autoscaling/v2} says, under shorter names. */
final class HpaEntry {
    private static final int MOST = 1_000_000;
    private static final double THOUSAND = 1000;
    private static final long SECOND = 1_000_000_000L;
    /** What the API server lets a window of stabilization be, in nanoseconds, and a period of a policy. */
    private static final long MOST_STABILIZATION = 3600 * SECOND;

    private static final long MOST_PERIOD_SECONDS = 1800;
    private static final Pattern POLICY = Pattern.compile("(\\d{1,9})(%?)/(\\d{1,7})(s|m)");
    private static final Pattern VALUE = Pattern.compile("([a-z_]+)=(\\d{1,9}(?:\\.\\d+)?)");
    private static final List<String> OF_SERVICES =
            List.of(HpaControl.REQUESTS, HpaControl.CONCURRENCY, HpaControl.QUEUED);

    private HpaEntry() {}

    static ScalingEntry<ReplicaAutoscaler.Factory> entry() {
        return new ScalingEntry<>(
                "hpa",
                "horizontal pod autoscaler v2; the largest proposal of its metrics counts",
                "Kubernetes 1.26, decision for decision",
                List.of(
                        new Option("least", "1", "fewest replicas; 0 needs a metric of an object or from outside"),
                        new Option("most", "10", "most replicas"),
                        new Option("cpu", "80", "CPU, percent of the request; 0 for none"),
                        new Option("memory", "0", "memory, percent of the request; 0 for none"),
                        new Option("container_cpu", "0", "CPU of the container alone, percent; 0 for none"),
                        new Option("requests", "0", "requests a second and replica; 0 for none"),
                        new Option("concurrency", "0", "requests in work or waiting a replica; 0 for none"),
                        new Option("object", "", "'queued=20': a value, shared by replicas that serve"),
                        new Option("object_average", "", "'queued=5': of it for each replica"),
                        new Option("external", "", "as object, from outside the cluster"),
                        new Option("external_average", "", "as object_average, from outside"),
                        new Option("tolerance", "0.1", "how far off the target nothing is done"),
                        new Option("up_policies", "", "'4/15s 100%/15s'; these unless set"),
                        new Option("up_select", "max", "of several policies: max, min or disabled"),
                        new Option("up_stabilization", "0s", "for how long earlier proposals hold it down"),
                        new Option("down_policies", "", "'100%/15s'; this unless set"),
                        new Option("down_select", "max", "of several policies: max, min or disabled"),
                        new Option("down_stabilization", "5m", "for how long earlier proposals hold it up"),
                        new Option("period", "15s", "from one decision to the next")),
                options -> {
                    HpaSpec spec = spec(options);
                    var settings = new HpaSettings(
                            options.number("tolerance", 0, 1),
                            HpaSettings.DEFAULTS.cpuInitializationNanos(),
                            HpaSettings.DEFAULTS.initialReadinessNanos(),
                            options.nanos("down_stabilization"));
                    long period = options.positiveNanos("period");
                    return draws -> new HpaControl(spec, settings, period);
                });
    }

    private static HpaSpec spec(PolicyOptions options) {
        List<MetricSpec> metrics = new ArrayList<>();
        share(metrics, Source.RESOURCE, "cpu", "", options.integer("cpu", 0, MOST));
        share(metrics, Source.RESOURCE, "memory", "", options.integer("memory", 0, MOST));
        share(
                metrics,
                Source.CONTAINER_RESOURCE,
                "cpu",
                HpaControl.CONTAINER,
                options.integer("container_cpu", 0, MOST));
        perPod(metrics, HpaControl.REQUESTS, options.number("requests", 0, MOST));
        perPod(metrics, HpaControl.CONCURRENCY, options.number("concurrency", 0, MOST));
        value(metrics, Source.OBJECT, Target.VALUE, "object", options);
        value(metrics, Source.OBJECT, Target.AVERAGE_VALUE, "object_average", options);
        value(metrics, Source.EXTERNAL, Target.VALUE, "external", options);
        value(metrics, Source.EXTERNAL, Target.AVERAGE_VALUE, "external_average", options);
        HpaSpec.Behavior behavior = behavior(options);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("Policy hpa, option cpu: a percentage above 0 expected where no other"
                    + " metric is set, got '" + options.text("cpu") + "'");
        }
        int least = options.integer("least", 0, MOST);
        var spec = new HpaSpec(least, options.integer("most", Math.max(1, least), MOST), metrics, behavior);
        String refusal = spec.refusal(true);
        if (!refusal.isEmpty()) {
            throw new IllegalArgumentException("Policy hpa, option least: " + refusal);
        }
        return spec;
    }

    private static void share(List<MetricSpec> metrics, Source source, String name, String container, int percent) {
        if (percent > 0) {
            metrics.add(new MetricSpec(source, name, container, Target.UTILIZATION, percent));
        }
    }

    private static void perPod(List<MetricSpec> metrics, String name, double target) {
        if (target > 0) {
            metrics.add(MetricSpec.of(Source.PODS, name, Target.AVERAGE_VALUE, milli(target)));
        }
    }

    private static long milli(double value) {
        return Math.max(1, (long) (value * THOUSAND));
    }

    private static void value(
            List<MetricSpec> metrics, Source source, Target kind, String option, PolicyOptions options) {
        String text = options.text(option);
        if (text.isEmpty()) {
            return;
        }
        Matcher matcher = VALUE.matcher(text);
        if (!matcher.matches()
                || !OF_SERVICES.contains(matcher.group(1))
                || Double.parseDouble(matcher.group(2)) == 0) {
            throw new IllegalArgumentException("Policy hpa, option " + option + ": one of "
                    + String.join(", ", OF_SERVICES) + " and its value, such as 'queued=20', expected, got '" + text
                    + "'");
        }
        metrics.add(MetricSpec.of(source, matcher.group(1), kind, milli(Double.parseDouble(matcher.group(2)))));
    }

    /** What is said of how fast it may go; null if nothing is, for then the rules from before there was such a thing hold. */
    private static HpaSpec.@Nullable Behavior behavior(PolicyOptions options) {
        ScalingRules.Select up = select("up_select", options);
        ScalingRules.Select down = select("down_select", options);
        List<ScalingRules.Policy> upPolicies = policies("up_policies", options);
        List<ScalingRules.Policy> downPolicies = policies("down_policies", options);
        long stabilization = options.nanos("up_stabilization", 0, MOST_STABILIZATION) / SECOND * SECOND;
        boolean said = up != ScalingRules.Select.MAX
                || down != ScalingRules.Select.MAX
                || !upPolicies.isEmpty()
                || !downPolicies.isEmpty()
                || stabilization > 0;
        if (!said) {
            return null;
        }
        long downStabilization = options.nanos("down_stabilization", 0, MOST_STABILIZATION) / SECOND * SECOND;
        return new HpaSpec.Behavior(
                new ScalingRules(stabilization, up, upPolicies.isEmpty() ? ScalingRules.UP.policies() : upPolicies),
                new ScalingRules(
                        downStabilization,
                        down,
                        downPolicies.isEmpty()
                                ? ScalingRules.down(HpaSettings.DEFAULTS).policies()
                                : downPolicies));
    }

    private static ScalingRules.Select select(String option, PolicyOptions options) {
        return ScalingRules.Select.valueOf(
                options.oneOf(option, "max", "min", "disabled").toUpperCase(Locale.ROOT));
    }

    private static List<ScalingRules.Policy> policies(String option, PolicyOptions options) {
        List<ScalingRules.Policy> policies = new ArrayList<>();
        String text = options.text(option).strip();
        for (String part : text.isEmpty() ? new String[0] : text.split(" +", -1)) {
            Matcher matcher = POLICY.matcher(part);
            long seconds = matcher.matches() ? seconds(matcher) : 0;
            if (seconds < 1 || seconds > MOST_PERIOD_SECONDS || Long.parseLong(matcher.group(1)) == 0) {
                throw new IllegalArgumentException("Policy hpa, option " + option + ": pods or percent in a time of"
                        + " half an hour at most, such as '4/15s 100%/1m', expected, got '" + part + "'");
            }
            policies.add(new ScalingRules.Policy(
                    matcher.group(2).isEmpty() ? ScalingRules.Unit.PODS : ScalingRules.Unit.PERCENT,
                    Integer.parseInt(matcher.group(1)),
                    seconds * SECOND));
        }
        return policies;
    }

    private static long seconds(Matcher policy) {
        return Long.parseLong(policy.group(3)) * (policy.group(4).equals("m") ? 60 : 1);
    }
}
