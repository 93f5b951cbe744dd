package io.wavetank.policy.sampling;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Metered;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Ensemble;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Schedulers, the central one of long jobs, and the agents of all nodes, who know of each other by messages alone. */
final class SamplingScheduler implements Scheduler, Metered {
    private static final int RETRY = 1;

    private final SamplingSettings settings;
    private final ClusterView cluster;
    private final Draws deal;
    private final Places places;
    private final List<Frontend> frontends = new ArrayList<>();
    private final Central central;
    private final Ensemble ensemble;
    private final Tallies tallies = new Tallies();
    private long seenVersion;

    SamplingScheduler(SamplingSettings settings, ClusterView cluster, Draws draws) {
        this.settings = settings;
        this.cluster = cluster;
        this.deal = draws.stream("deal");
        this.places = new Places(settings.schedulers());
        this.seenVersion = cluster.version();
        var nodes = new Nodes(cluster, settings.hybrid() ? settings.shortPercent() : 0);
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < settings.schedulers(); i++) {
            var frontend = new Frontend(settings, nodes, places, i, draws.stream("probes"), tallies);
            frontends.add(frontend);
            actors.add(frontend);
        }
        this.central = new Central(settings, nodes, places, tallies);
        actors.add(central);
        Draws steals = draws.stream("steals");
        for (int node = 0; node < cluster.nodeCount(); node++) {
            actors.add(new NodeAgent(settings, nodes, places, central, node, steals, tallies));
        }
        this.ensemble = new Ensemble(actors, this::route);
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.Pass) {
            if (somethingMayFit()) {
                ensemble.on(new SchedulerEvent.TimerFired(RETRY), out);
            }
        } else {
            ensemble.on(event, out);
        }
    }

    /** Whether anything waits for a node, and one has changed for the better since it was asked last. */
    private boolean somethingMayFit() {
        boolean parked = central.hasParked() || frontends.stream().anyMatch(Frontend::hasParked);
        boolean[] better = {false};
        if (parked && !cluster.changesSince(seenVersion, (node, more) -> better[0] |= more)) {
            better[0] = true;
        }
        seenVersion = cluster.version();
        return better[0];
    }

    private void route(SchedulerEvent event, Ensemble.Teller tell) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            tell.to(schedulerOf(submitted.task()), 0);
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            tell.to(places.node(ended.node()), 0);
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            tell.to(places.node(lost.node()), 0);
        } else if (event instanceof SchedulerEvent.TaskFound found) {
            tell.to(places.node(found.node()), 0);
        } else if (event instanceof SchedulerEvent.NodeLost lost) {
            tell.to(places.node(lost.node()), 0);
        } else if (event instanceof SchedulerEvent.Applied applied
                && applied.decision() instanceof Decision.Bind bind
                && cluster.task(bind.task()).taskClass().gpuCount() > 0) {
            tell.to(places.node(bind.node()), 0);
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            tell.to(places.node(bind.node()), 0);
        } else if (event instanceof SchedulerEvent.TimerFired fired && fired.token() == RETRY) {
            for (int i = 0; i <= places.central(); i++) {
                tell.to(i, 0);
            }
        }
    }

    private int schedulerOf(TaskView task) {
        if (settings.hybrid() && isLong(task)) {
            return places.central();
        } else if (settings.schedulers() == 1) {
            return 0;
        }
        return task.job().isEmpty()
                ? deal.below(settings.schedulers(), task.sequence(), 0)
                : deal.stream(task.job()).below(settings.schedulers(), 0, 0);
    }

    private boolean isLong(TaskView task) {
        return settings.longTasks().matches(task.taskClass()) || task.estimateNanos() > settings.longFromNanos();
    }

    @Override
    public SortedMap<String, Long> counts() {
        return tallies.all();
    }

    @Override
    public List<String> gauges() {
        return List.of();
    }

    @Override
    public long[] readings() {
        return new long[0];
    }
}
