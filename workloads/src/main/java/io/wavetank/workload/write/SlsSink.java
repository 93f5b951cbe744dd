package io.wavetank.workload.write;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.write.Losses.Part;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes what the YARN Scheduler Load Simulator reads: an object a job, its tasks with start, end, memory and cores. Tasks of one job that arrive at one
 * instant are one job there; what comes later is a job of its own, {@code JOB#2} and so on. Times are milliseconds, cores whole, memory MiB.
 */
final class SlsSink implements TaskSink {
    private static final long MILLI = 1_000_000L;
    private static final long MIB = 1L << 20;
    private static final Set<Part> UNHELD = EnumSet.of(
            Part.NAME,
            Part.ESTIMATE,
            Part.GPUS,
            Part.GPU_MODELS,
            Part.SELECTOR,
            Part.TOLERATIONS,
            Part.SCRATCH,
            Part.EXTENDED,
            Part.GANG,
            Part.AFFINITY,
            Part.POD);

    private final Target target;
    private final Losses losses;
    private final Map<String, Integer> jobs = new HashMap<>();
    private String job = "";
    private long submitNanos = -1;
    private boolean open;

    SlsSink(Target target, Losses losses) {
        this.target = target;
        this.losses = losses;
    }

    @Override
    public void add(Submission task) throws IOException {
        if (task.workNanos() == Submission.FOREVER) {
            losses.add("left out: never ends");
            return;
        }
        losses.of(task, UNHELD);
        TaskClass asked = task.taskClass();
        losses.add("rounded to milliseconds", task.submitNanos() % MILLI != 0 || task.workNanos() % MILLI != 0);
        String name = task.job().isEmpty() ? task.id() : task.job();
        long start = task.submitNanos() / MILLI;
        if (!open || !name.equals(job) || task.submitNanos() != submitNanos) {
            begin(name, task, start);
        } else {
            target.write(",");
        }
        String type = asked.labels().getOrDefault("type", "map");
        losses.add("not held: labels", asked.labels().size() > (asked.labels().containsKey("type") ? 1 : 0));
        long cores = Math.max(1, up(asked.request(Resources.CPU), 1000));
        losses.add("rounded up to whole cores", asked.request(Resources.CPU) != 1000 * cores);
        losses.add("memory rounded up to MiB", asked.request(Resources.MEMORY) % MIB != 0);
        long end = start + Math.max(1, up(task.workNanos(), MILLI));
        target.write("\n    {\"container.start.ms\": " + start + ", \"container.end.ms\": " + end
                + ", \"container.type\": "
                + JsonText.of(type) + ", \"container.priority\": " + asked.priority() + ", \"container.memory\": "
                + up(asked.request(Resources.MEMORY), MIB) + ", \"container.vcores\": " + cores
                + (asked.members() > 1 ? ", \"count\": " + asked.members() : "") + "}");
    }

    private void begin(String name, Submission task, long start) throws IOException {
        end();
        job = name;
        submitNanos = task.submitNanos();
        open = true;
        int part = jobs.merge(name, 1, Integer::sum);
        String queue = task.taskClass().tenant();
        target.write("{\n  \"am.type\": \"mapreduce\", \"job.id\": " + JsonText.of(part == 1 ? name : name + "#" + part)
                + ", \"job.start.ms\": " + start + ", \"job.queue.name\": "
                + JsonText.of(queue.isEmpty() ? "default" : queue)
                + ", \"job.user\": " + JsonText.of(queue.isEmpty() ? "default" : queue) + ",\n  \"job.tasks\": [");
    }

    private void end() throws IOException {
        if (open) {
            target.write("\n  ]\n}\n");
            open = false;
        }
    }

    private static long up(long amount, long unit) {
        return amount / unit + (amount % unit == 0 ? 0 : 1);
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
