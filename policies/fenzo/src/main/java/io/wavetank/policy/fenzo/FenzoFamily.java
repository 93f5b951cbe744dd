package io.wavetank.policy.fenzo;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.compose.OptionItems;
import java.util.List;

/** The table of Fenzo. */
public final class FenzoFamily implements PolicyFamily {
    private static final String FITNESS = "fitness";
    private static final String INTERVAL = "interval";
    private static final List<PolicyEntry> POLICIES = List.of(new PolicyEntry(
            "fenzo",
            "Netflix Fenzo's own scheduler: every so often all that waits, each to the node of the best fitness",
            "Netflix Fenzo 1.0.1, TaskScheduler, run in process",
            List.of(
                    new Option(
                            FITNESS,
                            "cpuMemBinPacker",
                            "cpuBinPacker, memoryBinPacker, cpuMemBinPacker, cpuSpreader, memorySpreader or"
                                    + " cpuMemSpreader"),
                    new Option(INTERVAL, "50ms", "how often it looks at what waits; 0s looks at once")),
            options -> {
                Fitness fitness = Fitness.named(options.oneOf(FITNESS, Fitness.names()));
                long interval = OptionItems.nanosOf("Policy fenzo, option " + INTERVAL, options.text(INTERVAL));
                Scheduler.Factory factory = (cluster, draws) -> new FenzoScheduler(fitness, interval, cluster);
                return factory;
            }));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public FenzoFamily() {}

    @Override
    public String name() {
        return "fenzo";
    }

    @Override
    public String summary() {
        return "rounds over all that waits, decided by Netflix Fenzo's own scheduler";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }
}
