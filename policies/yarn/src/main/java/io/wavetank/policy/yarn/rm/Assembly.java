package io.wavetank.policy.yarn.rm;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.resourcemanager.RMContextImpl;
import org.apache.hadoop.yarn.server.resourcemanager.ahs.RMApplicationHistoryWriter;
import org.apache.hadoop.yarn.server.resourcemanager.metrics.NoOpSystemMetricPublisher;
import org.apache.hadoop.yarn.server.resourcemanager.monitor.capacity.ProportionalCapacityPreemptionPolicy;
import org.apache.hadoop.yarn.server.resourcemanager.placement.ApplicationPlacementContext;
import org.apache.hadoop.yarn.server.resourcemanager.placement.PlacementManager;
import org.apache.hadoop.yarn.server.resourcemanager.rmcontainer.ContainerAllocationExpirer;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.AbstractYarnScheduler;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.QueueMetrics;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.SchedulerNode;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacitySchedulerConfiguration;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.constraint.AllocationTagsManager;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.constraint.MemoryPlacementConstraintManager;
import org.jspecify.annotations.Nullable;

/** A scheduler and the parts of a ResourceManager that it asks things of: Hadoop's own where they have no thread, empty ones where they have. */
final class Assembly {
    private static final Object METRICS = new Object();

    private final Settings settings;
    private final AbstractYarnScheduler<?, ?> scheduler;
    private final RMContextImpl context;
    private final QueueTree queues;
    private final @Nullable ProportionalCapacityPreemptionPolicy preemption;
    private final @Nullable FairPreemption fairPreemption;
    private final boolean everyHeartbeat;

    Assembly(SchedulerFiles files, RmEvents events, SimulatedClock clock) {
        DefaultMetricsSystem.setInstance(new NoMetrics());
        this.settings = new Settings(files);
        boolean capacity = files.kind() == SchedulerFiles.Kind.CAPACITY;
        CapacityInProcess capacityScheduler = capacity ? new CapacityInProcess() : null;
        FairInProcess fairScheduler = capacity ? null : new FairInProcess();
        this.scheduler = capacityScheduler != null ? capacityScheduler : require(fairScheduler);
        this.context = context(settings, events, scheduler);
        scheduler.setClock(clock);
        if (capacityScheduler != null) {
            capacityScheduler.setConf(settings.conf());
            capacityScheduler.setRMContext(context);
        } else {
            require(fairScheduler).setRMContext(context);
        }
        withOwnMetrics(() -> init(scheduler, settings.conf()));
        if (capacityScheduler != null) {
            CapacitySchedulerConfiguration conf = capacityScheduler.getConfiguration();
            this.queues = new CapacityQueues(capacityScheduler);
            this.everyHeartbeat = conf.getLazyPreemptionEnabled();
            this.fairPreemption = null;
            if (settings.preemption()) {
                // the constructor initialises it, by the configuration of its scheduler
                this.preemption = new ProportionalCapacityPreemptionPolicy(context, capacityScheduler, clock);
            } else {
                this.preemption = null;
            }
        } else {
            this.queues = new FairQueues(require(fairScheduler));
            this.everyHeartbeat = true; // it reserves places on full nodes
            boolean preempts = require(fairScheduler).getConf().getPreemptionEnabled();
            this.fairPreemption = preempts ? new FairPreemption(require(fairScheduler), clock) : null;
            this.preemption = null;
        }
    }

    /**
     * Does something in which queues may be made. All queues of a process have their metrics in one table, by name, and those of two kinds of
     * scheduler do not go together; nothing is ever decided by them.
     */
    void withOwnMetrics(Runnable making) {
        synchronized (METRICS) {
            QueueMetrics.clearQueueMetrics();
            making.run();
        }
    }

    private static <T> T require(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Neither CapacityScheduler nor FairScheduler");
        }
        return part;
    }

    private static RMContextImpl context(Settings settings, RmEvents events, AbstractYarnScheduler<?, ?> scheduler) {
        Configuration conf = settings.conf();
        var containerTokens = new ContainerTokens(conf);
        containerTokens.stop(); // a timer, which began with it
        var nodeTokens = new NodeTokens(conf);
        nodeTokens.stop();
        var context = new RMContextImpl(
                events,
                new ContainerAllocationExpirer(events),
                null,
                null,
                null,
                null,
                containerTokens,
                nodeTokens,
                null,
                scheduler);
        context.setYarnConfiguration(conf);
        context.setConfigurationProvider(new GivenFile(settings.capacitySchedulerXml()));
        context.setSystemMetricsPublisher(new NoOpSystemMetricPublisher());
        context.setRMApplicationHistoryWriter(new RMApplicationHistoryWriter());
        context.setWorkPreservingRecoveryEnabled(true);
        var labels = new NoLabels();
        labels.init(conf);
        context.setNodeLabelManager(labels);
        context.setAllocationTagsManager(new AllocationTagsManager(context));
        var constraints = new MemoryPlacementConstraintManager();
        constraints.init(conf);
        context.setPlacementConstraintManager(constraints);
        context.setQueuePlacementManager(new PlacementManager());
        return context;
    }

    private static void init(AbstractYarnScheduler<?, ?> scheduler, Configuration conf) {
        try {
            scheduler.init(conf);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
    }

    /** The messages of a failure, outermost first, each once. */
    private static String reason(Throwable failure) {
        List<String> said = new ArrayList<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage()).replaceAll("\\s+", " ");
            if (said.stream().noneMatch(before -> before.contains(message))) {
                said.add(message);
            }
        }
        return said.get(said.size() - 1);
    }

    AbstractYarnScheduler<?, ?> scheduler() {
        return scheduler;
    }

    RMContextImpl context() {
        return context;
    }

    QueueTree queues() {
        return queues;
    }

    /** Whether it makes a queue that an application asks for. */
    boolean makesQueues() {
        return scheduler instanceof FairInProcess;
    }

    /** Where an application goes: FairScheduler takes none that no rule has placed. */
    @Nullable
    ApplicationPlacementContext placement(String queue) {
        if (!makesQueues()) {
            return null;
        }
        boolean whole = queue.equals("root") || queue.startsWith("root.");
        return new ApplicationPlacementContext(whole ? queue : "root." + queue);
    }

    long updateMillis() {
        return settings.updateMillis();
    }

    long preemptionMillis() {
        if (fairPreemption != null) {
            return settings.updateMillis(); // applications are found to be starved by updates
        }
        return preemption == null ? 0 : preemption.getMonitoringInterval();
    }

    long preemptionWaitMillis() {
        if (fairPreemption != null) {
            return fairPreemption.waitMillis();
        }
        return preemption == null ? 0 : preemption.getDefaultMaximumKillWaitTimeout();
    }

    void preempt() {
        if (preemption != null) {
            preemption.editSchedule();
        } else if (fairPreemption != null) {
            fairPreemption.look();
        }
    }

    /** Whether a heartbeat of the node can come to anything: CapacityScheduler leaves a node without room for the least container as it is. */
    boolean mayAllocateOn(SchedulerNode node) {
        if (everyHeartbeat || node.getReservedContainer() != null) {
            return true;
        }
        Resource free = node.getUnallocatedResource();
        Resource least = scheduler.getMinimumResourceCapability();
        return free.getMemorySize() >= least.getMemorySize() && free.getVirtualCores() >= least.getVirtualCores();
    }

    /** The largest container that the files allow. */
    Resource mostAllowed() {
        Configuration conf = settings.conf();
        return Resource.newInstance(
                conf.getInt(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_MB, 0),
                conf.getInt(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_VCORES, 0));
    }
}
