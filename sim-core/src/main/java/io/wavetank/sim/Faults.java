package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.Scheduler;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.execution.NodeRates;
import io.wavetank.sim.record.Recorder;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.Joining;
import io.wavetank.sim.scenario.Maintenance;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lets break in a run what its script says, and mends it. */
final class Faults {
    private final FaultScript script;
    private final NodeFaults.Fate fate;
    private final NodeRates rates;
    private final Recorder recorder;
    private final RunListener listener;
    private final NodeFaults nodes;
    private final LostNodes lost;
    private final LeavingNodes leaving;
    private final Leaders leaders;
    private final RandomFaults random;
    private final DiskPressure disks;
    private final LostGpus gpusLost;
    private final List<NodeMaintenance> maintenance = new ArrayList<>();
    /** By place in the script: the nodes that an outage hits and that came since the start. */
    private final SortedMap<Integer, List<Integer>> later = new TreeMap<>();

    private final BitSet broken = new BitSet();
    private @Nullable TaskCrashes crashes;
    private final @Nullable ClusterTraffic traffic;
    private final @Nullable Controllers controllers;

    Faults(
            FaultScript script,
            NodeFaults.Fate fate,
            Disruptions evictions,
            Scheduler.Factory factory,
            Draws draws,
            NodeRates rates,
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            @Nullable Failovers guards,
            @Nullable ClusterTraffic traffic,
            @Nullable Controllers controllers) {
        this.traffic = traffic;
        this.controllers = controllers;
        this.script = script;
        this.fate = fate;
        this.rates = rates;
        this.recorder = recorder;
        this.listener = listener;
        var outages = new NodeOutages(cluster.nodeCount());
        this.lost = new LostNodes(
                script.failover().nodeHealth(control.scheduler()),
                () -> lostNodes(control, cluster),
                outages,
                cluster,
                control,
                recorder,
                listener,
                fate,
                draws.stream("faults").stream("heartbeat"));
        this.nodes = new NodeFaults(outages, lost, cluster, recorder, listener, fate);
        this.leaving = new LeavingNodes(cluster, control, recorder, fate, evictions);
        this.leaders = new Leaders(
                script.failover().leadership(control.scheduler()),
                fate,
                factory,
                draws,
                cluster,
                control,
                recorder,
                listener,
                lost,
                guards,
                controllers);
        this.disks = new DiskPressure(cluster, control, recorder, fate);
        this.gpusLost = new LostGpus(cluster, control, recorder, fate, draws.stream("GPUs lost"));
        this.random = new RandomFaults(
                script.processes(),
                draws.stream("failures"),
                cluster::present,
                (at, kind, unit) -> fate.schedule(at, kind, script.outages().size() + unit),
                this::change);
        for (Maintenance plan : script.maintenance()) {
            int number = maintenance.size();
            var site = new MaintenanceSite(
                    cluster,
                    control,
                    recorder,
                    listener,
                    nodes,
                    evictions,
                    leaders::answers,
                    at -> fate.schedule(at, EventKind.MAINTENANCE, number));
            maintenance.add(new NodeMaintenance(plan, cluster, evictions, site, recorder));
        }
    }

    private LostNodePolicy lostNodes(ControlPlane plane, Cluster nodesOf) {
        LostNodePolicy policy = script.failover().lostNodes(plane.scheduler(), nodesOf);
        return controllers == null ? policy : controllers.over(policy);
    }

    /** Controllers have something to do. */
    void control(long now) throws IOException {
        if (controllers != null) {
            controllers.due(now);
        }
    }

    /** Tasks may crash too. */
    void mayCrash(TaskCrashes which) {
        crashes = which;
        leaders.mayCrash(which);
    }

    /** A task may crash now, or has waited after a crash. */
    void crash(long now, int task) throws IOException {
        if (crashes != null) {
            crashes.due(now, task);
        }
    }

    /** A node whose disk is full may evict a task now, or take tasks again. */
    void disk(long now, int node) throws IOException {
        disks.due(now, node);
    }

    /** Schedules what will break and when it will be mended. */
    void begin() {
        for (int i = 0; i < script.outages().size(); i++) {
            FaultScript.Outage outage = script.outages().get(i);
            fate.schedule(outage.fromNanos(), EventKind.FAULT, i);
            if (outage.toNanos() != FaultScript.FOR_EVER) {
                fate.schedule(outage.toNanos(), EventKind.REPAIR, i);
            }
        }
        random.begin();
        maintenance.forEach(NodeMaintenance::begin);
    }

    /** Maintenance may go on. */
    void maintain(long now, int plan) throws IOException {
        maintenance.get(plan).due(now);
    }

    /** Something breaks, or is mended: an outage of the script by its place there, and after those what breaks at random. */
    void change(long now, int outage, boolean breaks) throws IOException {
        if (outage >= script.outages().size()) {
            random.change(now, outage - script.outages().size(), breaks);
            return;
        }
        FaultScript.Outage what = script.outages().get(outage);
        if (what instanceof FaultScript.ManagersDown down) {
            leaders.managers(now, down.managers(), breaks);
        } else if (what instanceof FaultScript.PartDown down) {
            leaders.part(now, down, breaks);
        } else if (what instanceof FaultScript.CachesBehind caches) {
            leaders.behind(now, caches, breaks);
        } else if (what instanceof FaultScript.NodesDown down) {
            change(now, down.name(), hit(outage, down.nodes()), Impairment.DOWN, breaks);
        } else if (what instanceof FaultScript.NodesImpaired impaired) {
            change(now, impaired.name(), hit(outage, impaired.nodes()), impaired.impairment(), breaks);
        }
        broken.set(outage, breaks);
    }

    /** The nodes of an outage, and those that came since the start. */
    private List<Integer> hit(int outage, List<Integer> nodes) {
        List<Integer> more = later.get(outage);
        if (more == null) {
            return nodes;
        }
        List<Integer> all = new ArrayList<>(nodes);
        all.addAll(more);
        return all;
    }

    /** A node came: what breaks others like it breaks it too, and what is broken by now does at once. */
    void joined(long now, int node, NodeSpec spec) throws IOException {
        for (int i = 0; i < script.outages().size(); i++) {
            Joining joining = script.outages().get(i).joining();
            if (joining != null && joining.covers(spec.labels())) {
                later.computeIfAbsent(i, each -> new ArrayList<>()).add(node);
                if (broken.get(i)) {
                    impair(now, List.of(node), what(script.outages().get(i)), true);
                }
            }
        }
        random.joined(now, node, spec, (at, which, what) -> impair(at, List.of(which), what, true));
    }

    private static Impairment what(FaultScript.Outage outage) {
        return outage instanceof FaultScript.NodesImpaired impaired ? impaired.impairment() : Impairment.DOWN;
    }

    private void change(long now, FailureProcess.Unit unit, Impairment what, boolean breaks) throws IOException {
        change(now, unit.name(), unit.nodes(), what, breaks);
    }

    private void change(long now, String name, List<Integer> which, Impairment what, boolean breaks)
            throws IOException {
        if (breaks) {
            recorder.broke(name, now);
        } else {
            recorder.mended(name, now);
        }
        impair(now, which, what, breaks);
    }

    private void impair(long now, List<Integer> which, Impairment what, boolean breaks) throws IOException {
        if (what instanceof Impairment.Slow slow) {
            for (int node : which) {
                if (breaks) {
                    rates.slow(node, slow.factor());
                } else {
                    rates.recover(node, slow.factor());
                }
                if (traffic != null) {
                    traffic.slow(now, node, rates.factor(node));
                }
                listener.clusterEvent(now, RunListener.ClusterMoment.NODE_SLOW, node);
            }
            nodes.slow(which);
        } else if (what instanceof Impairment.DiskFull) {
            if (breaks) {
                disks.begins(now, which);
            } else {
                disks.ends(now, which);
            }
        } else if (what instanceof Impairment.GpusLost gpus) {
            if (breaks) {
                gpusLost.begins(now, which, gpus.count());
            } else {
                gpusLost.ends(now, which, gpus.count());
            }
        } else if (what instanceof Impairment.Lossy lossy) {
            if (traffic != null) {
                traffic.losePackets(now, which, lossy.share(), breaks);
            }
        } else if (what instanceof Impairment.Leaving notice) {
            if (breaks) {
                leaving.leave(now, which, notice.graceNanos());
            } else {
                leaving.stay(now, which);
            }
        } else if (breaks) {
            nodes.away(now, which, what instanceof Impairment.Down);
        } else {
            nodes.back(now, which, what instanceof Impairment.Down);
        }
    }

    /** A provider takes a node back: what runs there has so long to stop. */
    void reclaim(long now, int node, long graceNanos) throws IOException {
        leaving.leave(now, List.of(node), graceNanos);
    }

    /** A node's last heartbeat is too long ago. */
    void nodeLost(long now, int node) throws IOException {
        lost.lost(now, node);
    }

    /** Whether the control plane has a leader, and its API server is there. */
    boolean answers() {
        return leaders.answers();
    }

    /** Whether the control plane has a leader, and its controllers act. */
    boolean controlled() {
        return lost.watched();
    }

    /** Who guards a task gives up its place on a lost node; says whether that could be done. */
    boolean giveUp(long now, int task) throws IOException {
        return lost.giveUp(now, task);
    }

    /** What is on a node that is lost has been waited for long enough. */
    void nodeGivenUp(long now, int node) throws IOException {
        lost.givenUp(now, node);
    }

    /** The control plane goes on to deal with lost nodes. */
    void actOnLostNodes(long now) throws IOException {
        lost.act(now);
    }

    /** The run is over. */
    void end() {
        gpusLost.end();
    }

    /** An election is over. */
    void elected(long now, int election) throws IOException {
        leaders.elected(now, election);
    }
}
