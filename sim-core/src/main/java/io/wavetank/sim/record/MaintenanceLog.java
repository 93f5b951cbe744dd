package io.wavetank.sim.record;

/** Takes in how maintenance goes on: nodes that are emptied and mended, and evictions that budgets allow or not. */
public final class MaintenanceLog {
    private static final double SECOND = 1e9;

    private final Tally emptying = new Tally();
    private long done;
    private long leftOut;
    private long evictions;
    private long refusals;
    private long violations;

    /** A node was empty so long after it was begun with. */
    public void emptied(long nanos) {
        emptying.add(nanos / SECOND);
    }

    /** A node has it behind it. */
    public void done() {
        done++;
    }

    /** A node was not empty in time, and takes tasks again as it is. */
    public void leftOut() {
        leftOut++;
    }

    /** A task was evicted for a reason that could have waited; whether budgets allowed it. */
    public void evicted(boolean allowed) {
        evictions++;
        violations += allowed ? 0 : 1;
    }

    /** An eviction was not allowed, and will be tried again. */
    public void refused() {
        refusals++;
    }

    MaintenanceFigures figures() {
        boolean any = emptying.count() > 0;
        return new MaintenanceFigures(
                done,
                leftOut,
                evictions,
                refusals,
                violations,
                any ? emptying.mean() : Double.NaN,
                any ? emptying.max() : Double.NaN);
    }
}
