package io.wavetank.policy.batch;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import java.util.List;

/** The table of the batch policies. */
public final class BatchFamily implements PolicyFamily {
    private static final List<PolicyEntry> POLICIES = List.of(new PolicyEntry(
            "fcfs",
            "first come, first served: strict head of line, no backfilling",
            "golden data for rigid parallel jobs, fcfs with backfill none",
            List.of(),
            options -> (cluster, draws) -> new FirstComeFirstServed(cluster)));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public BatchFamily() {}

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public String summary() {
        return "queue disciplines of batch systems for rigid jobs";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }
}
