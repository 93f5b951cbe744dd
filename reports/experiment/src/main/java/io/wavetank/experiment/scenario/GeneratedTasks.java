package io.wavetank.experiment.scenario;

import io.wavetank.experiment.Workload;
import io.wavetank.policy.Draws;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.GeneratedWorkload;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A generated workload as the workload of an experiment: for one seed and replication always the same tasks, whoever schedules them.
 *
 * @param title what it is, in a line for people
 * @param generated the workload
 * @param seed the key of all draws
 */
public record GeneratedTasks(String title, GeneratedWorkload generated, long seed) implements Workload {
    @Override
    public List<InputFile> inputs() {
        return List.of();
    }

    @Override
    public SortedMap<String, Long> dropped() {
        return Collections.emptySortedMap();
    }

    @Override
    public Map<String, Long> totals() {
        return Map.of();
    }

    @Override
    public long spanNanos() {
        return generated.open(new Draws(seed, 0)).spanNanosHint();
    }

    @Override
    public boolean random() {
        return true;
    }

    @Override
    public boolean closedLoop() {
        return generated.closedLoop();
    }

    @Override
    public SubmissionSource open(int replication) {
        return generated.open(new Draws(seed, replication));
    }
}
