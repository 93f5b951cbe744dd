package io.wavetank.experiment;

import io.wavetank.policy.Draws;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.model.Built;
import io.wavetank.workload.generate.model.BuiltInModels;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The workload of {@code wavetank demo}: the built-in model {@code mixed-day} at its own size. */
public final class DemoWorkload implements Workload {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final Built DAY = BuiltInModels.named("mixed-day").make(Map.of());

    private final long seed;

    /** Makes the workload of one seed. */
    public DemoWorkload(long seed) {
        this.seed = seed;
    }

    /** The cluster that it is meant for: 100 nodes of 32 cores and 128 GiB in three zones. */
    public static ClusterSpec cluster() {
        return DAY.cluster();
    }

    @Override
    public String title() {
        return "A made-up day on " + DAY.cluster().nodes().size() + " nodes";
    }

    @Override
    public List<InputFile> inputs() {
        return List.of();
    }

    @Override
    public SortedMap<String, Long> dropped() {
        return new TreeMap<>();
    }

    @Override
    public Map<String, Long> totals() {
        return Collections.emptyMap();
    }

    @Override
    public long spanNanos() {
        return DAY_NANOS;
    }

    @Override
    public boolean random() {
        return true;
    }

    @Override
    public SubmissionSource open(int replication) {
        return DAY.workload().open(new Draws(seed, replication));
    }
}
