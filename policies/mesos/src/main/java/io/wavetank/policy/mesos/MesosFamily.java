package io.wavetank.policy.mesos;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.mesos.master.MesosScheduler;
import java.util.List;

/** The table of Mesos. */
public final class MesosFamily implements PolicyFamily {
    private static final List<PolicyEntry> POLICIES = List.of(new PolicyEntry(
            "mesos",
            "two levels: an allocator offers parts of agents, frameworks start their tasks there or decline",
            "Apache Mesos, HierarchicalAllocatorProcess (2024-08)",
            List.of(
                    new Option(
                            MesosText.FRAMEWORKS,
                            "kind=batch",
                            "who schedules, each name, kind (marathon, batch, greedy, hoarding), role, takes (all, LABEL=VALUE,"
                                    + " tenant=NAME, priority>=N), think_per_offer, think_per_task, refuse, revive (how long from"
                                    + " asking for offers again to the next time), hold, gang, fails_at (when it fails; never), back_after"
                                    + " (1m) and failover_timeout (for how long the master keeps its tasks; 0s)"),
                    new Option(
                            MesosText.QUOTA,
                            "",
                            "for each role what it is promised, and with limit_ before it what it may have at most: cpus, mem,"
                                    + " disk, gpus"),
                    new Option(MesosText.WEIGHTS, "", "weights of roles; 1 unless set"),
                    new Option("interval", "1s", "how often the allocator looks at all agents"),
                    new Option("latency", "1ms", "how long a message between master and framework is on its way"),
                    new Option("role_sorter", "drf", "how roles are ordered: drf (dominant shares) or random"),
                    new Option("framework_sorter", "drf", "how the frameworks of a role are ordered: drf or random")),
            options -> {
                var settings = MesosText.settings(options);
                Scheduler.Factory factory = (cluster, draws) -> new MesosScheduler(settings, cluster, draws);
                return factory;
            }));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public MesosFamily() {}

    @Override
    public String name() {
        return "mesos";
    }

    @Override
    public String summary() {
        return "two-level scheduling by offers, held to recorded cases";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }
}
