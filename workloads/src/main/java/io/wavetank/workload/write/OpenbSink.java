package io.wavetank.workload.write;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.write.Losses.Part;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes pods as Alibaba's trace openb has them: {@code name,cpu_milli,memory_mib,num_gpu,gpu_milli,...}. Members of a gang become pods of their own; seconds
 * have decimals where they need them; a pod that never ends has no {@code deletion_time}.
 */
final class OpenbSink implements TaskSink {
    private static final long MIB = 1L << 20;
    private static final Set<Part> UNHELD = EnumSet.of(
            Part.JOB,
            Part.ESTIMATE,
            Part.PRIORITY,
            Part.TENANT,
            Part.GANG,
            Part.SELECTOR,
            Part.TOLERATIONS,
            Part.SCRATCH,
            Part.EXTENDED,
            Part.AFFINITY,
            Part.POD);

    private final Target target;
    private final Losses losses;

    OpenbSink(Target target, Losses losses) throws IOException {
        this.target = target;
        this.losses = losses;
        target.write(
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n");
    }

    @Override
    public void add(Submission task) throws IOException {
        TaskClass asked = task.taskClass();
        losses.of(task, UNHELD);
        String qos = asked.labels().getOrDefault("qos", "");
        losses.add("not held: labels", asked.labels().size() > (qos.isEmpty() ? 0 : 1));
        boolean endless =
                task.workNanos() == Submission.FOREVER || task.submitNanos() > Long.MAX_VALUE - task.workNanos();
        losses.add("without deletion_time, which readers leave out: never ends", endless);
        long memory = asked.request(Resources.MEMORY);
        losses.add("memory rounded up to MiB", memory % MIB != 0);
        String rest = "," + asked.request(Resources.CPU) + "," + (memory / MIB + (memory % MIB == 0 ? 0 : 1)) + ","
                + asked.gpuCount() + "," + asked.gpuMillisEach() + "," + field(String.join("|", asked.gpuModels()))
                + ","
                + field(qos) + "," + (endless ? "Running" : "Succeeded") + "," + seconds(task.submitNanos()) + ","
                + (endless ? "" : seconds(task.submitNanos() + task.workNanos())) + "," + seconds(task.submitNanos())
                + "\n";
        for (int member = 0; member < asked.members(); member++) {
            target.write(field(asked.members() == 1 ? task.id() : task.id() + "-" + member) + rest);
        }
    }

    private static String seconds(long nanos) {
        return nanos % 1_000_000_000L == 0
                ? Long.toString(nanos / 1_000_000_000L)
                : BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }

    static String field(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.equals(text.strip()) && !text.startsWith("#")
                ? text
                : '"' + text.replace("\"", "\"\"").replaceAll("[\r\n]", " ") + '"';
    }

    @Override
    public void close() {}
}
