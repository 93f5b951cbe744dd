package io.wavetank.sim.rollout;

import io.wavetank.sim.Reminders;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Submission;
import io.wavetank.sim.TaskNames;
import io.wavetank.sim.replica.Replicas;
import io.wavetank.sim.scenario.AdmissionSpec;
import io.wavetank.sim.scenario.RolloutSpec;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the pods of one service, numbered by version, and has it tried again later when one is not let in. */
final class PodMaker {
    private final RolloutSpec spec;
    private final RunListener log;
    private final Replicas run;
    private final SortedMap<String, Integer> numbers = new TreeMap<>();
    /** How often in a row a pod was not let in. */
    private int refusals;

    private long nextTryNanos = -1;

    PodMaker(RolloutSpec spec, RunListener log, Replicas run) {
        this.spec = spec;
        this.log = log;
        this.run = run;
    }

    /** Makes a pod; null if it is not let in. */
    @Nullable
    Pod make(long now, RolledService service, RolloutSpec.Version version, int slot) throws IOException {
        int number = numbers.merge(version.name(), 1, Integer::sum);
        String id = spec.name() + "-" + version.name() + "-" + number;
        var pod = new Pod(id, service, version, slot, run.nextNumber(), now);
        var names = TaskNames.of(id, spec.name());
        var submission = new Submission(names, 0, 0, now, Submission.FOREVER, -1, version.taskClass());
        if (!run.submit(now, pod, submission)) {
            numbers.merge(version.name(), -1, Integer::sum);
            return null;
        }
        refusals = 0;
        log.noted(now, "pod_created", id, slot == 0 ? "" : "slot " + slot);
        return pod;
    }

    /** A pod was not let in: it is tried again after a wait, once for all that are refused until then. */
    void tryLater(long now, Reminders.Reminder look) {
        refusals++;
        if (nextTryNanos <= now) {
            nextTryNanos = Math.addExact(now, AdmissionSpec.setWaitNanos(refusals));
            run.remind(nextTryNanos, look);
        }
    }
}
