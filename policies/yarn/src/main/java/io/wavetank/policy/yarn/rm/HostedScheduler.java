package io.wavetank.policy.yarn.rm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceOption;
import org.apache.hadoop.yarn.api.records.ResourceRequest;
import org.apache.hadoop.yarn.event.Event;
import org.apache.hadoop.yarn.server.api.protocolrecords.NMContainerStatus;
import org.apache.hadoop.yarn.server.resourcemanager.RMContextImpl;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMAppEvent;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMAppEventType;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMAppState;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.attempt.RMAppAttemptEvent;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.attempt.RMAppAttemptEventType;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.attempt.RMAppAttemptState;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.attempt.event.RMAppAttemptContainerFinishedEvent;
import org.apache.hadoop.yarn.server.resourcemanager.rmcontainer.RMContainer;
import org.apache.hadoop.yarn.server.resourcemanager.rmcontainer.RMContainerEventType;
import org.apache.hadoop.yarn.server.resourcemanager.rmcontainer.RMContainerImpl;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.AbstractYarnScheduler;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.ContainerUpdates;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.SchedulerNode;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.AppAddedSchedulerEvent;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.AppAttemptAddedSchedulerEvent;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.AppAttemptRemovedSchedulerEvent;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.AppRemovedSchedulerEvent;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.NodeAddedSchedulerEvent;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.NodeRemovedSchedulerEvent;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.NodeResourceUpdateSchedulerEvent;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.NodeUpdateSchedulerEvent;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.SchedulerEvent;
import org.jspecify.annotations.Nullable;

/**
 * One of Hadoop's schedulers, driven on the caller's thread: nodes come and send heartbeats, applications come, ask, take and go, and it decides
 * as it does in a ResourceManager. It reads no clock but the one that {@link #now} sets, and starts no thread.
 */
public final class HostedScheduler {
    /** What the container of a master is asked for as. */
    public static final long MASTER_ASK = 0;

    /** The ids of containers that were there before the scheduler, far from those that it gives out. */
    private static final long FOUND = 1L << 48;

    private final SimulatedClock clock = new SimulatedClock();
    private final RmEvents events = new RmEvents(this::other);
    private final RmListener listener;
    private final Assembly assembly;
    private final AbstractYarnScheduler<?, ?> scheduler;
    private final RMContextImpl context;
    private final NodeManagers nodes;
    private final SortedMap<Integer, SubmittedApp> apps = new TreeMap<>();
    private final Map<ContainerId, Grant> grants = new HashMap<>();
    private long found;

    /**
     * Sets a scheduler up as its files say.
     *
     * @throws IllegalArgumentException if it does not accept them
     */
    public HostedScheduler(SchedulerFiles files, RmListener listener) {
        this.listener = listener;
        this.assembly = new Assembly(files, events, clock);
        this.scheduler = assembly.scheduler();
        this.context = assembly.context();
        this.nodes = new NodeManagers(context);
    }

    /** Sets the clock, in milliseconds since the start of the run. */
    public void now(long millis) {
        clock.set(millis);
    }

    /** The scheduler's queues that applications can be in. */
    public QueueTree queues() {
        return assembly.queues();
    }

    /** How often FairScheduler brings shares up to date, in milliseconds; 0 for CapacityScheduler. */
    public long updateMillis() {
        return assembly.updateMillis();
    }

    /** How often preemption is looked at, in milliseconds; 0 if it is off. */
    public long preemptionMillis() {
        return assembly.preemptionMillis();
    }

    /** How long after its last look preemption may still act on it, in milliseconds; 0 if it is off. */
    public long preemptionWaitMillis() {
        return assembly.preemptionWaitMillis();
    }

    /** Adds a node; nothing runs there. */
    public void addNode(int node, String name, long memoryMib, int vcores) {
        handle(new NodeAddedSchedulerEvent(nodes.add(node, name, Resource.newInstance(memoryMib, vcores))));
    }

    /** Whether the node is there. */
    public boolean hasNode(int node) {
        return nodes.find(node) != null;
    }

    /** Takes a node out, and ends its containers. */
    public void removeNode(int node) {
        NodeManager manager = nodes.remove(node);
        if (manager != null) {
            handle(new NodeRemovedSchedulerEvent(manager));
            nodes.forget(manager);
        }
    }

    /** Says whether new containers may go to a node, or it is decommissioning: it then offers what it has given out, and no more. */
    public void open(int node, boolean open) {
        NodeManager manager = nodes.of(node);
        if (manager.open() != open) {
            manager.open(open);
            SchedulerNode known = scheduler.getSchedulerNode(manager.getNodeID());
            resize(manager, open ? manager.getTotalCapability() : known.getAllocatedResource());
        }
    }

    private void resize(NodeManager manager, Resource total) {
        handle(new NodeResourceUpdateSchedulerEvent(
                manager, ResourceOption.newInstance(total, ResourceOption.OVER_COMMIT_TIMEOUT_MILLIS_DEFAULT)));
    }

    /** Whether containers of a node have ended since its last heartbeat. */
    public boolean hasNews(int node) {
        return nodes.of(node).hasNews();
    }

    /** A node's heartbeat: it says what its containers have done, and the scheduler may put new ones there. */
    public void heartbeat(int node) {
        NodeManager manager = nodes.of(node);
        if (manager.open()) {
            if (manager.hasNews() || assembly.mayAllocateOn(scheduler.getSchedulerNode(manager.getNodeID()))) {
                handle(new NodeUpdateSchedulerEvent(manager));
            }
        } else if (manager.hasNews()) {
            SchedulerNode known = scheduler.getSchedulerNode(manager.getNodeID());
            manager.pullContainerUpdates()
                    .forEach(update -> update.getCompletedContainers().forEach(each -> complete(known, each)));
            drain();
            resize(manager, known.getAllocatedResource());
        }
    }

    private void complete(SchedulerNode node, ContainerStatus status) {
        RMContainer container = scheduler.getRMContainer(status.getContainerId());
        if (container != null) {
            scheduler.completedContainer(container, status, RMContainerEventType.FINISHED);
        }
        node.releaseContainer(status.getContainerId(), true);
    }

    /** Brings shares up to date, as FairScheduler does by the clock; CapacityScheduler has no such thing. */
    public void update() {
        scheduler.update();
        drain();
    }

    /** Looks for containers to preempt, as the ResourceManager does by the clock. */
    public void preempt() {
        assembly.preempt();
        drain();
    }

    /**
     * Submits an application.
     *
     * @param app its number, from 1, not used before
     * @param masterMib memory of its ApplicationMaster in MiB; 0 if that runs elsewhere
     */
    public void submit(int app, String name, String queue, String user, long masterMib, int masterVcores) {
        if (!assembly.makesQueues() && !queues().takes(queue)) {
            listener.rejected(app, "no queue " + queue);
            return;
        }
        Resource master = masterMib == 0 ? null : Resource.newInstance(masterMib, masterVcores);
        var submitted = new SubmittedApp(context, app, name, queue, user, master);
        apps.put(app, submitted);
        context.getRMApps().put(submitted.id(), submitted.app());
        var added = new AppAddedSchedulerEvent(
                submitted.id(), queue, user, false, null, Priority.newInstance(0), assembly.placement(queue));
        if (queues().takes(queue)) {
            handle(added);
        } else {
            assembly.withOwnMetrics(() -> handle(added));
        }
        if (apps.containsKey(app)) {
            handle(new AppAttemptAddedSchedulerEvent(submitted.attemptId(), false));
        }
    }

    /** Asks for the container of an application's master; it can be taken when {@link RmListener#granted} says so. */
    public void askForMaster(int app) {
        SubmittedApp submitted = app(app);
        submitted.master(null);
        allocate(submitted, submitted.masterRequests(), List.of(), List.of(), List.of());
    }

    /** Starts an application's master in a container that was given for it. */
    public void startMaster(int app, Grant container) {
        var master = (RMContainerImpl) scheduler.getRMContainer(container.id());
        app(app).master(master.getContainer());
        master.setAMContainer(true);
        launched(container);
    }

    /** Takes what was given to an application; the container of its master is asked for as {@link #MASTER_ASK}. */
    public List<Grant> take(int app) {
        List<Grant> taken = new ArrayList<>();
        for (Container container : allocate(app(app), List.of(), List.of(), List.of(), List.of())) {
            taken.add(granted(container));
        }
        return taken;
    }

    /**
     * States what an application wants and gives back.
     *
     * @param asks those that have changed
     * @param releases containers that it does not want
     * @param avoid names of nodes on which it wants nothing from now on
     * @param accept names of nodes that it takes again
     */
    public void ask(int app, List<Ask> asks, List<Grant> releases, List<String> avoid, List<String> accept) {
        List<ResourceRequest> requests = new ArrayList<>();
        for (Ask ask : asks) {
            requests.add(ResourceRequest.newBuilder()
                    .priority(Priority.newInstance(ask.priority()))
                    .resourceName(ResourceRequest.ANY)
                    .capability(Resource.newInstance(ask.memoryMib(), ask.vcores()))
                    .numContainers(ask.count())
                    .allocationRequestId(ask.id())
                    .build());
        }
        List<ContainerId> given = new ArrayList<>();
        releases.forEach(grant -> given.add(grant.id()));
        List<Container> more = allocate(app(app), requests, given, avoid, accept);
        if (!more.isEmpty()) {
            throw new IllegalStateException("Containers that were not taken before: " + more);
        }
    }

    private List<Container> allocate(
            SubmittedApp app,
            List<ResourceRequest> requests,
            List<ContainerId> releases,
            List<String> avoid,
            List<String> accept) {
        var answer = scheduler.allocate(
                app.attemptId(), requests, List.of(), releases, avoid, accept, new ContainerUpdates());
        drain();
        return answer.getContainers();
    }

    /** A container runs, which its node's next heartbeat tells. */
    public void launched(Grant container) {
        NodeManager manager = nodes.find(container.node());
        if (manager != null) {
            container.runs(true);
            manager.launched(ContainerStatus.newInstance(container.id(), ContainerState.RUNNING, "", 0));
        }
    }

    /** A container has ended, which its node's next heartbeat tells. */
    public void ended(Grant container) {
        NodeManager manager = nodes.find(container.node());
        if (manager != null) {
            container.runs(false);
            manager.completed(ContainerStatus.newInstance(
                    container.id(), ContainerState.COMPLETE, "", ContainerExitStatus.SUCCESS));
        }
    }

    /** A container of an application runs on a node since before this scheduler was there; null if the node is not known. */
    public @Nullable Grant found(int app, int node, long ask, int priority, long memoryMib, int vcores) {
        NodeManager manager = nodes.find(node);
        if (manager == null) {
            return null;
        }
        ContainerId id = ContainerId.newContainerId(app(app).attemptId(), FOUND + found++);
        var grant = new Grant(id, node, ask);
        grant.runs(true);
        grants.put(id, grant);
        scheduler.recoverContainersOnNode(
                List.of(NMContainerStatus.newInstance(
                        id,
                        0,
                        ContainerState.RUNNING,
                        normalized(memoryMib, vcores),
                        "",
                        0,
                        Priority.newInstance(priority),
                        clock.getTime())),
                manager);
        drain();
        return grant;
    }

    /** Ends an application, with its master's container. */
    public void finish(int app) {
        SubmittedApp submitted = apps.remove(app);
        if (submitted != null) {
            handle(new AppAttemptRemovedSchedulerEvent(submitted.attemptId(), RMAppAttemptState.FINISHED, false));
            handle(new AppRemovedSchedulerEvent(submitted.id(), RMAppState.FINISHED));
            context.getRMApps().remove(submitted.id());
        }
    }

    /** Whether a container of that size can ever be had: it is within what the files allow and fits the largest node. */
    public boolean allowed(long memoryMib, int vcores) {
        Resource most = assembly.mostAllowed();
        if (memoryMib > most.getMemorySize() || vcores > most.getVirtualCores()) {
            return false;
        }
        return nodes.anyHolds(normalized(memoryMib, vcores));
    }

    /** What the scheduler gives to whoever asks for that much: steps of a least container. */
    private Resource normalized(long memoryMib, int vcores) {
        return scheduler.getNormalizedResource(Resource.newInstance(memoryMib, vcores), assembly.mostAllowed());
    }

    private Grant granted(Container container) {
        int node = nodes.of(container.getNodeId()).number();
        var grant = new Grant(container.getId(), node, Math.max(MASTER_ASK, container.getAllocationRequestId()));
        grants.put(grant.id(), grant);
        return grant;
    }

    private SubmittedApp app(int app) {
        SubmittedApp submitted = apps.get(app);
        if (submitted == null) {
            throw new IllegalStateException("No such application: " + app);
        }
        return submitted;
    }

    private void handle(SchedulerEvent event) {
        scheduler.handle(event);
        drain();
    }

    private void drain() {
        for (SchedulerEvent next = events.next(); next != null; next = events.next()) {
            scheduler.handle(next);
        }
    }

    /** What the scheduler tells the rest of the ResourceManager. */
    @SuppressWarnings("rawtypes") // as Hadoop has it
    private void other(Event event) {
        if (event instanceof RMAppAttemptContainerFinishedEvent finished) {
            ContainerStatus status = finished.getContainerStatus();
            Grant grant = grants.remove(status.getContainerId());
            if (grant != null) {
                if (grant.runs()) {
                    ended(grant); // its node kills it, and tells; until then the room is not free
                }
                listener.ended(
                        finished.getApplicationAttemptId().getApplicationId().getId(),
                        grant,
                        status.getExitStatus() == ContainerExitStatus.PREEMPTED);
            }
        } else if (event instanceof RMAppAttemptEvent attempt
                && attempt.getType() == RMAppAttemptEventType.CONTAINER_ALLOCATED) {
            listener.granted(
                    attempt.getApplicationAttemptId().getApplicationId().getId());
        } else if (event instanceof RMAppEvent app
                && (app.getType() == RMAppEventType.APP_REJECTED || app.getType() == RMAppEventType.KILL)) {
            int number = app.getApplicationId().getId();
            apps.remove(number);
            context.getRMApps().remove(app.getApplicationId());
            listener.rejected(number, String.valueOf(app.getDiagnosticMsg()));
        }
    }
}
