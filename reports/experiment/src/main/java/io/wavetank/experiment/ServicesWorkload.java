package io.wavetank.experiment;

import io.wavetank.sim.SubmissionSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * No tasks but the replicas of services.
 *
 * @param services how many services there are
 * @param inputs the files that their loads are read from
 */
public record ServicesWorkload(int services, List<InputFile> inputs) implements Workload {
    /** Copies the files. */
    public ServicesWorkload {
        inputs = List.copyOf(inputs);
    }

    @Override
    public String title() {
        return services == 1 ? "1 service" : services + " services";
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
        return 0;
    }

    @Override
    public boolean random() {
        return false;
    }

    @Override
    public SubmissionSource open(int replication) {
        return () -> null;
    }
}
