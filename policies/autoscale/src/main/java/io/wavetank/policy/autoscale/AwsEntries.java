package io.wavetank.policy.autoscale;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policies of AWS Application Auto Scaling in the table, each with scheduled actions. */
final class AwsEntries {
    private static final long HOUR = 3_600_000_000_000L;
    private static final Pattern ACTION = Pattern.compile("(\\d{1,2})=(\\d{1,6}):(\\d{1,6})");
    private static final String NUMBER = "-?\\d{1,9}(?:\\.\\d{1,6})?";
    private static final Pattern STEP = Pattern.compile("(" + NUMBER + ")?:(" + NUMBER + ")?=(-?\\d{1,4})");
    private static final Option SCHEDULED =
            new Option("scheduled", "", "least and most by the hour, in place of those: '8=10:50 20=2:20'");

    private AwsEntries() {}

    /** Makes a policy, for every service anew, of what both kinds can be told. */
    private interface Making {
        Supplier<ReplicaAutoscaler> of(PolicyOptions options, Bounds bounds, Load load);
    }

    private static ScalingEntry<ReplicaAutoscaler.Factory> row(
            String name, String summary, String source, List<Option> own, Making making) {
        List<Option> all =
                new ArrayList<>(List.of(GeneralAutoscalers.LEAST, GeneralAutoscalers.MOST, GeneralAutoscalers.MEASURE));
        all.addAll(own);
        all.add(SCHEDULED);
        all.add(new Option("period", "1m", "the period of the alarms"));
        return new ScalingEntry<>(name, summary, source, all, options -> {
            List<ScheduledBounds.Step> schedule = schedule(name, options);
            Supplier<ReplicaAutoscaler> made =
                    making.of(options, bounds(options, schedule), GeneralAutoscalers.measure(options));
            return draws -> schedule.isEmpty() ? made.get() : new ScheduledBounds(made.get(), schedule);
        });
    }

    static ScalingEntry<ReplicaAutoscaler.Factory> targetTracking() {
        return row(
                "target-tracking",
                "keeps a measure per replica near a target, by an alarm above and one below",
                "AWS Application Auto Scaling, target tracking",
                List.of(
                        new Option("target", "70", "what a replica is to have of the measure"),
                        new Option("out_cooldown", "5m", "after more replicas were asked for"),
                        new Option("in_cooldown", "5m", "after fewer were")),
                (options, bounds, load) -> {
                    double target = options.number("target", 1e-9, 1e12);
                    long out = options.nanos("out_cooldown");
                    long in = options.nanos("in_cooldown");
                    return () -> new TargetTracking(bounds, load, target, out, in);
                });
    }

    static ScalingEntry<ReplicaAutoscaler.Factory> stepScaling() {
        return row(
                "step-scaling",
                "by steps: so many percent more or fewer, by how far a measure is from its threshold",
                "AWS Application Auto Scaling, step scaling",
                List.of(
                        new Option("threshold", "70", "from which distances are taken"),
                        new Option("steps", "0:20=10 20:=30 :-20=-10", "from:to=percent; open ends are left out"),
                        new Option("cooldown", "5m", "after a change")),
                (options, bounds, load) -> {
                    double threshold = options.number("threshold", 1e-9, 1e12);
                    long cooldown = options.nanos("cooldown");
                    List<StepScaling.Step> steps = steps(options.text("steps"));
                    return () -> new StepScaling(bounds, load, threshold, steps, cooldown);
                });
    }

    /** The widest bounds that a schedule has, else those that are said. */
    private static Bounds bounds(PolicyOptions options, List<ScheduledBounds.Step> schedule) {
        Bounds said = GeneralAutoscalers.bounds(options);
        if (schedule.isEmpty()) {
            return said;
        }
        int least = Integer.MAX_VALUE;
        int most = 1;
        for (ScheduledBounds.Step step : schedule) {
            least = Math.min(least, step.least());
            most = Math.max(most, step.most());
        }
        return new Bounds(least, most, said.periodNanos());
    }

    private static List<ScheduledBounds.Step> schedule(String policy, PolicyOptions options) {
        List<ScheduledBounds.Step> schedule = new ArrayList<>();
        String text = options.text("scheduled").strip();
        for (String part : text.isEmpty() ? new String[0] : text.split(" +", -1)) {
            Matcher matcher = ACTION.matcher(part);
            long from = matcher.matches() ? Long.parseLong(matcher.group(1)) * HOUR : 24 * HOUR;
            int least = from < 24 * HOUR ? Integer.parseInt(matcher.group(2)) : 1;
            int most = from < 24 * HOUR ? Integer.parseInt(matcher.group(3)) : 0;
            boolean later = schedule.isEmpty()
                    || from > schedule.get(schedule.size() - 1).fromNanos();
            if (most < Math.max(1, least) || !later) {
                throw new IllegalArgumentException("Policy " + policy + ", option scheduled: hours in order, each with"
                        + " least and most replicas, such as '8=10:50 20=2:20', expected, got '" + text + "'");
            }
            schedule.add(new ScheduledBounds.Step(from, least, most));
        }
        return schedule;
    }

    private static List<StepScaling.Step> steps(String text) {
        List<StepScaling.Step> steps = new ArrayList<>();
        for (String part : text.strip().split(" +", -1)) {
            Matcher matcher = STEP.matcher(part);
            double from = 0;
            double to = 0;
            if (matcher.matches()) {
                from = matcher.group(1) == null ? -Double.MAX_VALUE : Double.parseDouble(matcher.group(1));
                to = matcher.group(2) == null ? Double.MAX_VALUE : Double.parseDouble(matcher.group(2));
            }
            if (!(from < to) || overlaps(steps, from, to)) {
                throw new IllegalArgumentException(
                        "Policy step-scaling, option steps: distances that do not overlap and"
                                + " percent, such as '0:20=10 20:=30 :-20=-10', expected, got '" + text + "'");
            }
            steps.add(new StepScaling.Step(from, to, Integer.parseInt(matcher.group(3))));
        }
        return steps;
    }

    private static boolean overlaps(List<StepScaling.Step> steps, double from, double to) {
        return steps.stream().anyMatch(step -> step.from() < to && from < step.to());
    }
}
