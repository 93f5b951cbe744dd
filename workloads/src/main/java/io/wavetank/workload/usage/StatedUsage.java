package io.wavetank.workload.usage;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.scenario.UsageModel;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Usage by rules, the first that a task matches: constant over each interval, {@code share * (1 + swing * sin(2 pi t / period)) * (1 + vary * v)} of what
 * is asked for, {@code t} being the beginning of the interval and {@code v} uniform from -1 to 1, drawn for the task and the interval; at least nothing, at
 * most all. A task that matches no rule uses all of it.
 *
 * @param rules the rules
 * @param intervalNanos how long usage stays as it is
 * @param periodNanos the length of a day
 */
public record StatedUsage(List<UsageRule> rules, long intervalNanos, long periodNanos) implements UsageModel {
    /** Checks the times, and copies the rules. */
    public StatedUsage {
        Key.positive("interval", (double) intervalNanos, "5m would do");
        Key.positive("period", (double) periodNanos, "24h would do");
        rules = List.copyOf(rules);
    }

    @Override
    public TaskUsage of(Draws draws) {
        return new InRun(draws);
    }

    /** Usage in one run. */
    private final class InRun implements TaskUsage {
        private static final int SHARE = 0;

        private final Draws cpuDraws;
        private final Draws memoryDraws;
        /** The classes met, by their number, and their rules. */
        private @Nullable TaskClass[] classes = new @Nullable TaskClass[64];

        private @Nullable UsageRule[] ruleOf = new @Nullable UsageRule[64];
        private long waveInterval = -1;
        private double wave;

        InRun(Draws draws) {
            this.cpuDraws = draws.stream("cpu");
            this.memoryDraws = draws.stream("memory");
        }

        @Override
        public long cpuMillis(TaskView task, long nowNanos) {
            TaskClass taskClass = task.taskClass();
            UsageRule rule = rule(task.classIndex(), taskClass);
            long asked = taskClass.totalRequest(Resources.CPU);
            return rule == null ? asked : (long) (asked * share(rule, rule.cpu(), cpuDraws, task, nowNanos));
        }

        @Override
        public long memoryBytes(TaskView task, long nowNanos) {
            TaskClass taskClass = task.taskClass();
            UsageRule rule = rule(task.classIndex(), taskClass);
            long asked = taskClass.totalRequest(Resources.MEMORY);
            return rule == null ? asked : (long) (asked * share(rule, rule.memory(), memoryDraws, task, nowNanos));
        }

        private double share(UsageRule rule, Distribution mean, Draws draws, TaskView task, long nowNanos) {
            long subject = task.sequence();
            long interval = nowNanos / intervalNanos;
            double share = mean.sample(draws, subject, SHARE);
            if (rule.swing() > 0) {
                share *= 1 + rule.swing() * wave(interval);
            }
            if (rule.vary() > 0) {
                share *= 1 + rule.vary() * (2 * draws.uniform(subject, 1 + interval) - 1);
            }
            return Math.max(0, Math.min(1, share));
        }

        private double wave(long interval) {
            if (interval != waveInterval) {
                waveInterval = interval;
                double days = (double) interval * intervalNanos / periodNanos;
                wave = StrictMath.sin(2 * Math.PI * days);
            }
            return wave;
        }

        private @Nullable UsageRule rule(int number, TaskClass taskClass) {
            if (number >= classes.length) {
                classes = Arrays.copyOf(classes, Math.max(number + 1, 2 * classes.length));
                ruleOf = Arrays.copyOf(ruleOf, classes.length);
            }
            if (!Objects.equals(taskClass, classes[number])) {
                classes[number] = taskClass;
                ruleOf[number] = first(taskClass);
            }
            return ruleOf[number];
        }

        private @Nullable UsageRule first(TaskClass taskClass) {
            for (UsageRule rule : rules) {
                if (rule.matches(taskClass)) {
                    return rule;
                }
            }
            return null;
        }
    }
}
