package io.wavetank.workload.write;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.write.Losses.Part;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes the Standard Workload Format: a job a line, 18 fields, whole seconds, whole processors, users by number in order of appearance.
 *
 * <p>Times are cut to the second, run times rounded up; cores of all members together are rounded up to processors. A task that never ends is left out.
 */
final class SwfSink implements TaskSink {
    private static final long NANOS = 1_000_000_000L;
    private static final Set<Part> UNHELD = EnumSet.of(
            Part.NAME,
            Part.JOB,
            Part.GPUS,
            Part.GPU_MODELS,
            Part.PRIORITY,
            Part.LABELS,
            Part.SELECTOR,
            Part.TOLERATIONS,
            Part.SCRATCH,
            Part.EXTENDED,
            Part.AFFINITY,
            Part.POD);

    private final Target target;
    private final Losses losses;
    private final Map<String, Integer> users = new HashMap<>();
    private long jobs;

    SwfSink(Target target, Losses losses) throws IOException {
        this.target = target;
        this.losses = losses;
        ClusterSpec cluster = target.heading().cluster();
        long cores = 0;
        if (cluster != null) {
            for (var node : cluster.nodes()) {
                cores += node.allocatable(Resources.CPU) / 1000;
            }
        }
        target.write("; Version: 2.2\n");
        target.write("; MaxProcs: " + Math.min(Integer.MAX_VALUE, Math.max(cores, target.widestCores())) + "\n");
        if (target.heading().originNanos() != 0) {
            target.write("; UnixStartTime: " + target.heading().originNanos() / NANOS + "\n");
        }
        target.write("; Note: made by Wavetank of " + target.heading().source().replaceAll("[\r\n]", " ") + "\n");
    }

    @Override
    public void add(Submission task) throws IOException {
        if (task.workNanos() == Submission.FOREVER) {
            losses.add("left out: never ends");
            return;
        }
        losses.of(task, UNHELD);
        TaskClass asked = task.taskClass();
        losses.add("rounded to whole seconds", task.submitNanos() % NANOS != 0 || task.workNanos() % NANOS != 0);
        long milli = asked.request(Resources.CPU);
        losses.add("rounded up to whole processors", milli % 1000 != 0 || milli == 0);
        long processors = Math.multiplyExact(Math.max(1, seconds(milli, 1000)), (long) asked.members());
        if (processors > Integer.MAX_VALUE) {
            losses.add("left out: asks for more than 2,147,483,647 processors");
            return;
        }
        long kibibytes = seconds(asked.request(Resources.MEMORY) / Math.max(1, seconds(milli, 1000)), 1024);
        String estimate = task.estimateNanos() < 0 ? "-1" : Long.toString(seconds(task.estimateNanos(), NANOS));
        target.write(
                ++jobs + " " + task.submitNanos() / NANOS + " -1 " + seconds(task.workNanos(), NANOS) + " " + processors
                        + " -1 -1 " + processors + " " + estimate + " "
                        + (kibibytes == 0 ? "-1" : Long.toString(kibibytes)) + " 1 "
                        + user(asked.tenant()) + " -1 -1 -1 -1 -1 -1\n");
    }

    private int user(String tenant) {
        if (tenant.isEmpty()) {
            return -1;
        }
        Integer known = users.putIfAbsent(tenant, users.size() + 1);
        losses.add("tenants known by a number alone", known == null && !tenant.equals(Integer.toString(users.size())));
        return known == null ? users.size() : known;
    }

    /** Divided and rounded up. */
    private static long seconds(long amount, long unit) {
        return amount / unit + (amount % unit == 0 ? 0 : 1);
    }

    @Override
    public void close() {}
}
