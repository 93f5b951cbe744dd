package io.wavetank.policy.yarn;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.yarn.rm.SchedulerFiles;
import java.util.List;

/** The table of YARN. */
public final class YarnFamily implements PolicyFamily {
    private static final List<PolicyEntry> POLICIES = List.of(
            row(
                    "yarn-capacity",
                    "Hadoop's own CapacityScheduler: queues with guarantees and limits, users within them",
                    "Apache Hadoop 3.4.1, CapacityScheduler, run in process",
                    SchedulerFiles.Kind.CAPACITY,
                    "capacity-scheduler.xml"),
            row(
                    "yarn-fair",
                    "Hadoop's own FairScheduler: queues with weights, each share going to who has least of it",
                    "Apache Hadoop 3.4.1, FairScheduler, run in process",
                    SchedulerFiles.Kind.FAIR,
                    "fair-scheduler.xml"));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public YarnFamily() {}

    private static PolicyEntry row(
            String name, String summary, String source, SchedulerFiles.Kind kind, String confFile) {
        return new PolicyEntry(name, summary, source, YarnText.options(confFile), options -> {
            YarnSettings settings = YarnText.settings(options, name, kind);
            Scheduler.Factory factory = (cluster, draws) -> new YarnScheduler(settings, cluster);
            return factory;
        });
    }

    @Override
    public String name() {
        return "yarn";
    }

    @Override
    public String summary() {
        return "heartbeats and queues, decided by Hadoop's own schedulers";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }
}
