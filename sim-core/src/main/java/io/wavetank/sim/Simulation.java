package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Scheduler;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.elastic.Elastic;
import io.wavetank.sim.execution.NodeRates;
import io.wavetank.sim.execution.WorkLedger;
import io.wavetank.sim.record.AdmissionFigures;
import io.wavetank.sim.record.Books;
import io.wavetank.sim.record.Recorder;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.rollout.Rollouts;
import io.wavetank.sim.scenario.AdmissionSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import io.wavetank.sim.traffic.PressureSpec;
import io.wavetank.sim.traffic.TaskMemory;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: a workload is replayed against a cluster under one scheduler, in virtual time, on one thread.
 *
 * <p>The run ends when nothing can happen any more, or at the time set in its {@link RunSpec}; then the books are checked. Equal arguments
 * give equal results, on any machine.
 */
public final class Simulation {
    private static final long PROGRESS_MASK = (1 << 16) - 1;

    private final RunSpec spec;
    private final RunListener listener;
    private final Cluster cluster;
    private final Agenda agenda;
    private final ControlPlane control;
    private final Recorder recorder;
    private final Execution execution;
    private final Arrivals arrivals;
    private final Faults faults;
    private final @Nullable Elastic elastic;
    private final @Nullable Controllers controllers;
    private final @Nullable Rollouts rollouts;
    private final @Nullable MemoryPressure pressure;
    private final @Nullable ClusterTraffic traffic;
    private final @Nullable Admittance admittance;
    private final @Nullable Failovers failovers;
    private long events;
    private long lastNanos;

    private Simulation(
            RunSpec spec,
            ClusterSpec clusterSpec,
            SubmissionSource source,
            Scheduler.Factory scheduler,
            RunListener files,
            @Nullable ClusterTraffic traffic)
            throws IOException {
        this.spec = spec;
        this.traffic = traffic;
        this.cluster = new Cluster(clusterSpec, new TaskTable());
        this.agenda = new Agenda(spec.ranks(), cluster);
        boolean mayBreak = !spec.faults().isEmpty();
        boolean takenBack = spec.elastic().groups().stream().anyMatch(NodeGroupSpec::spot);
        if (mayBreak || takenBack || (traffic != null && traffic.pressure() != null)) {
            cluster.tasks().keepPlaces();
        }
        Draws draws = new Draws(spec.seed(), spec.replication());
        cluster.measured(spec.usage().of(draws.stream("usage")));
        if (traffic != null) {
            traffic.begin(cluster);
        }
        this.failovers = spec.faults().failover().guarded().isEmpty()
                ? null
                : new Failovers(spec, agenda, cluster, draws.stream("failover"), traffic);
        RunListener outer = traffic == null
                ? files
                : new WithTraffic(failovers == null ? traffic : failovers.before(traffic), files);
        this.rollouts = traffic == null || traffic.rollouts().isEmpty()
                ? null
                : new Rollouts(
                        traffic.rollouts(),
                        cluster.tasks(),
                        traffic,
                        draws,
                        traffic.registry(),
                        (nanos, slot) -> agenda.schedule(nanos, EventKind.ROLLOUT, slot),
                        outer);
        RunListener rolled = rollouts == null ? outer : rollouts;
        this.elastic = spec.elastic().isEmpty()
                ? null
                : new Elastic(spec.elastic(), cluster, traffic, rollouts, draws, rolled);
        RunListener told = elastic == null ? rolled : elastic;
        if (failovers != null) {
            failovers.haveReplicas(this::replica);
        }
        AdmissionSpec admission = spec.admission();
        this.admittance = admission == null ? null : new Admittance(admission, told);
        RunListener let = admittance == null ? told : admittance;
        this.controllers =
                spec.faults().controllers().isEmpty() ? null : new Controllers(spec.faults(), agenda, cluster);
        RunListener whole = controllers == null ? let : controllers.around(let);
        this.listener = failovers == null ? whole : failovers.around(whole);
        var actions = new EngineActions(agenda, cluster, listener);
        this.control = new ControlPlane(
                scheduler.create(cluster, draws.stream("scheduler")),
                spec.decisionTime(),
                spec.trigger(),
                mayBreak,
                actions);
        this.recorder = new Recorder(
                cluster,
                source.spanNanosHint(),
                spec.window(),
                control.metered(),
                mayBreak,
                spec.groupBy(),
                elastic,
                failovers);
        var aftermath = new Aftermath(source, agenda);
        var rates = new NodeRates(cluster.nodeCount());
        boolean rated = cluster.usage() != null; // what is measured may be throttled
        boolean killed = traffic != null && traffic.pressure() != null; // and begin anew after a wait
        var ledger = rated || killed || spec.faults().needsLedger()
                ? new WorkLedger(spec.faults().checkpointing())
                : null;
        this.execution = new Execution(agenda, cluster, control, recorder, listener, aftermath, rates, ledger);
        actions.carriedOutBy(execution);
        this.arrivals = new Arrivals(
                source, aftermath, agenda, cluster, control, recorder, listener, execution, admittance, failovers);
        int mostAttempts = spec.faults().failover().mostAttempts();
        var casualties = new Casualties(
                mostAttempts, agenda, execution, aftermath, cluster, control, recorder, listener, failovers);
        PressureSpec pressed = traffic == null ? null : traffic.pressure();
        TaskMemory memory = traffic == null ? null : traffic.memory();
        this.pressure = traffic == null || pressed == null || memory == null
                ? null
                : new MemoryPressure(pressed, traffic, memory, cluster, agenda, execution, casualties);
        var evictions = new Disruptions(cluster, casualties, elastic, rollouts);
        this.faults = new Faults(
                spec.faults(),
                casualties,
                evictions,
                scheduler,
                draws,
                rates,
                cluster,
                control,
                recorder,
                listener,
                failovers,
                traffic,
                controllers);
        if (failovers != null) {
            failovers.carriedOutBy(faults, execution, evictions, control, recorder);
        }
        if (controllers != null) {
            controllers.carriedOutBy(control, casualties);
            casualties.controlledBy(controllers);
        }
        if (!spec.faults().crashes().isEmpty()) {
            var crashes = new TaskCrashes(spec.faults().crashes(), draws.stream("crashes"), cluster, casualties);
            execution.mayCrash(crashes);
            faults.mayCrash(crashes);
        }
    }

    /**
     * Runs a workload to its end. The source is read, and not closed.
     *
     * @throws IllegalArgumentException if there are services and the run has no end, or the scheduler cannot do with what comes and goes
     * @throws IOException if the source cannot be read or the listener cannot write
     * @throws IllegalStateException if the books do not balance at the end, which is a defect of the engine
     */
    public static RunResult run(
            RunSpec spec,
            ClusterSpec cluster,
            SubmissionSource source,
            Scheduler.Factory scheduler,
            RunListener listener)
            throws IOException {
        return new Simulation(spec, cluster, source, scheduler, listener, null).run();
    }

    /**
     * Runs a workload to its end, with requests to services whose replicas are its tasks or those of services that come and go. The traffic is not
     * finished: it may go on after the last event of the cluster.
     *
     * @param traffic the requests, which have not begun
     * @throws IllegalArgumentException as above, or if a service has requests as its load and none are made to it
     * @throws IOException if the source cannot be read or the listener cannot write
     * @throws IllegalStateException if the books do not balance at the end, which is a defect of the engine
     */
    public static RunResult run(
            RunSpec spec,
            ClusterSpec cluster,
            SubmissionSource source,
            Scheduler.Factory scheduler,
            RunListener listener,
            @Nullable ClusterTraffic traffic)
            throws IOException {
        return new Simulation(spec, cluster, source, scheduler, listener, traffic).run();
    }

    private RunResult run() throws IOException {
        faults.begin();
        beginScaling();
        if (pressure != null) {
            pressure.begin();
        }
        if (failovers != null) {
            failovers.begin();
        }
        arrivals.readNext();
        while (agenda.next(spec.untilNanos())) {
            EventKind kind = agenda.kind();
            if (!kind.isOfTheRun() && isOver()) {
                continue;
            }
            long now = agenda.nowNanos();
            if (now != lastNanos) {
                lastNanos = now;
                recorder.advanceTo(now);
            }
            handle(now, kind, agenda.subject());
            if ((++events & PROGRESS_MASK) == 0) {
                listener.progress(lastNanos, recorder.submitted(), events);
            }
        }
        long endNanos = agenda.isEmpty() ? lastNanos : spec.untilNanos();
        recorder.advanceTo(endNanos);
        arrivals.enterWaiting(endNanos);
        new Closing(cluster).close(endNanos, execution, recorder, listener);
        faults.end();
        Books.check(cluster, recorder.counts());
        if (traffic != null && pressure != null) {
            traffic.used(pressure.use());
        }
        return recorder.result(
                endNanos,
                events,
                control.decisions(),
                control.refusals(),
                control.work(),
                elastic == null ? null : elastic.figures(endNanos),
                admittance == null ? AdmissionFigures.NONE : admittance.figures(),
                failovers == null ? List.of() : failovers.figures(endNanos),
                rollouts == null ? List.of() : rollouts.figures(spec.untilNanos()));
    }

    private void beginScaling() {
        if (elastic == null && rollouts == null) {
            return;
        }
        if (goesOn() && spec.untilNanos() == Long.MAX_VALUE) {
            throw new IllegalArgumentException("A run with services goes on for ever; expected an end");
        }
        if (!(control.scheduler() instanceof io.wavetank.policy.Elastic)) {
            throw new UnfitSchedulerException(
                    "does not cope with tasks that are withdrawn, nor with nodes that come and"
                            + " go; expected another, such as kubernetes, swarm or mesos, or neither 'services' nor 'scale' nor 'rollouts'");
        }
        var plant = new ScaledRun(agenda, arrivals, execution, cluster, control, recorder, listener, faults);
        if (elastic != null) {
            elastic.begin(plant, spec.window());
        }
        if (rollouts != null) {
            rollouts.begin(plant);
        }
    }

    private @Nullable Replica replica(int task) {
        Replica pod = rollouts == null ? null : rollouts.replica(task);
        return pod == null && elastic != null ? elastic.replica(task) : pod;
    }

    /** Whether there is work whatever becomes of tasks. */
    private boolean goesOn() {
        return rollouts != null || (elastic != null && elastic.goesOn());
    }

    /** Whether no task is in the system, and none will come. */
    private boolean isOver() {
        return arrivals.isOver() && recorder.inSystem() == 0 && !goesOn();
    }

    private void scaled(long now, int slot) throws IOException {
        if (elastic != null) {
            elastic.due(now, slot);
        }
    }

    private void failover(long now, int slot) throws IOException {
        if (failovers != null) {
            failovers.due(now, slot);
        }
    }

    private void rolledOut(long now, int slot) throws IOException {
        if (rollouts != null) {
            rollouts.due(now, slot);
        }
    }

    private void lookAtMemory(long now) throws IOException {
        if (pressure != null) {
            pressure.look(now);
        }
    }

    private void handle(long now, EventKind kind, int subject) throws IOException {
        switch (kind) {
            case TASK_END -> execution.finish(now, subject);
            case ARRIVAL -> arrivals.arrive(now, subject);
            case TIMER -> control.timerFired(now, subject);
            case DECISION -> control.takeEffect(now, subject);
            case PASS -> control.pass(now);
            case GRACE_END -> execution.evicted(now, subject);
            case HOLD_END -> execution.release(now, subject);
            case FAULT -> faults.change(now, subject, true);
            case REPAIR -> faults.change(now, subject, false);
            case ELECTION -> faults.elected(now, subject);
            case NODE_LOST -> faults.nodeLost(now, subject);
            case NODE_GIVEN_UP -> faults.nodeGivenUp(now, subject);
            case LOST_NODES -> faults.actOnLostNodes(now);
            case SCALING -> scaled(now, subject);
            case MAINTENANCE -> faults.maintain(now, subject);
            case CRASH -> faults.crash(now, subject);
            case DISK -> faults.disk(now, subject);
            case FAILOVER -> failover(now, subject);
            case CONTROLLERS -> faults.control(now);
            case ROLLOUT -> rolledOut(now, subject);
            case MEMORY -> lookAtMemory(now);
        }
    }
}
