package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.TaskView;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.NodeGroupView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Karpenter's controllers with one NodePool: pods that find no place are batched, tried out on the nodes there are, and given the cheapest new ones; nodes
 * expire, drift, and are consolidated within the budgets, one method after the other, the first that finds anything.
 *
 * <p>Each group of nodes is an offering ({@link Offerings}). What spot nodes are told when they are taken back is the plant's: they are emptied within
 * their notice, and their pods come back as pods that wait.
 *
 * <p>Source: Karpenter v1, concepts "Disruption" and "NodePools", {@code provisioning/provisioner.go}, {@code disruption/controller.go}.
 */
public final class Karpenter implements NodeAutoscaler {
    private static final long STEP_NANOS = 1_000_000_000L;

    private final KarpenterSettings settings;
    private final Batcher batcher;
    private final Nodes nodes = new Nodes();
    private final List<Command> commands = new ArrayList<>();
    private @Nullable Offerings offerings;
    private @Nullable Found found;
    private long lookedNanos;
    /** The cluster as it was when nothing could be consolidated. */
    private long idleVersion = -1;

    private long idleUntilNanos;

    /** A consolidation that is to be checked once more. */
    private record Found(Consolidation.Plan plan, String reason, long atNanos) {}

    /** Creates an autoscaler that has seen nothing. */
    public Karpenter(KarpenterSettings settings) {
        this.settings = settings;
        this.batcher = new Batcher(settings.batchIdleNanos(), settings.batchMostNanos());
    }

    @Override
    public void step(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
        Offerings all = offerings == null ? new Offerings(fleet) : offerings;
        offerings = all;
        nodes.refresh(fleet, nowNanos);
        provision(fleet, all, nowNanos, out);
        commands.removeIf(command -> command.goOn(fleet, nowNanos, out));
        expire(fleet, nowNanos, out);
        if (nowNanos - lookedNanos >= settings.disruptionNanos()) {
            lookedNanos = nowNanos;
            disrupt(fleet, all, nowNanos, out);
        }
    }

    private void provision(FleetView fleet, Offerings all, long nowNanos, Consumer<NodeDecision> out) {
        List<TaskView> waiting = fleet.unplaced();
        if (!batcher.due(waiting, nowNanos)) {
            return;
        }
        var simulation = new SchedulingSimulation(fleet, all, true, settings.mostCpuMillis(), nowNanos);
        List<PodTemplate> pods = new ArrayList<>();
        waiting.forEach(task -> pods.add(simulation.template(task.taskClass())));
        SchedulingSimulation.Outcome outcome = simulation.place(pods);
        nodes.nominate(outcome.nominated(), nowNanos);
        buy(outcome.claims(), fleet).forEach((group, count) -> out.accept(new NodeDecision.Provision(group, count)));
    }

    /** The cheapest offering of each claim that still has room. */
    private static SortedMap<Integer, Integer> buy(List<Claim> claims, FleetView fleet) {
        SortedMap<Integer, Integer> bought = new TreeMap<>();
        for (Claim claim : claims) {
            for (Offerings.Offering option : claim.options()) {
                NodeGroupView group = fleet.groups().get(option.group().index());
                if (group.size() + bought.getOrDefault(group.index(), 0) < group.most()) {
                    bought.merge(group.index(), 1, Integer::sum);
                    break;
                }
            }
        }
        return bought;
    }

    /** Nodes whose time is over go at once, budgets or no budgets, unless something on them may not be moved. */
    private void expire(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
        for (int node = 0;
                settings.expireAfterNanos() > 0 && node < fleet.cluster().nodeCount();
                node++) {
            boolean over = nowNanos - fleet.sinceNanos(node) >= settings.expireAfterNanos();
            boolean may = over && mayGo(fleet, node) && keepsLeast(fleet, List.of(node));
            if (may && Nodes.movable(fleet, node, fleet.budgets())) {
                out.accept(Command.drain(node, "expired"));
            }
        }
    }

    private boolean mayGo(FleetView fleet, int node) {
        return fleet.present(node)
                && !fleet.leaving(node)
                && fleet.groupOf(node) != FleetView.NO_GROUP
                && commands.stream().noneMatch(command -> command.nodes().contains(node))
                && fleet.cluster().node(node).schedulable();
    }

    /** The nodes that may be disrupted, by what the budgets allow in all. */
    private int allowed(FleetView fleet, long nowNanos) {
        int there = 0;
        int leaving = 0;
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (fleet.present(node) && fleet.groupOf(node) != FleetView.NO_GROUP) {
                there++;
                leaving += fleet.leaving(node) ? 1 : 0;
            }
        }
        int promised =
                commands.stream().mapToInt(command -> command.nodes().size()).sum();
        return settings.budgets().allowed(there, leaving + promised, nowNanos);
    }

    private void disrupt(FleetView fleet, Offerings all, long nowNanos, Consumer<NodeDecision> out) {
        int allowed = allowed(fleet, nowNanos);
        if (found != null) {
            validate(found, fleet, all, allowed, nowNanos, out);
            return;
        }
        long version = fleet.cluster().version();
        if (allowed == 0 || (version == idleVersion && nowNanos < idleUntilNanos)) {
            return;
        }
        List<Integer> candidates = new ArrayList<>();
        var budgets = fleet.budgets();
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (mayGo(fleet, node) && Nodes.movable(fleet, node, budgets)) {
                candidates.add(node);
            }
        }
        if (!drift(fleet, all, candidates, nowNanos, out) && !consolidate(fleet, all, candidates, allowed, nowNanos)) {
            idleVersion = version;
            idleUntilNanos = nowNanos + Math.max(settings.consolidateAfterNanos(), 6 * settings.disruptionNanos());
        }
    }

    /** One drifted node at a time is replaced, the oldest first, whatever that costs. */
    private boolean drift(
            FleetView fleet, Offerings all, List<Integer> candidates, long nowNanos, Consumer<NodeDecision> out) {
        if (settings.driftAtNanos() == 0 || nowNanos < settings.driftAtNanos()) {
            return false;
        }
        SchedulingSimulation simulation = null;
        for (int node : candidates) {
            if (fleet.sinceNanos(node) < settings.driftAtNanos() && keepsLeast(fleet, List.of(node))) {
                if (simulation == null) {
                    simulation = new SchedulingSimulation(fleet, all, false, settings.mostCpuMillis(), nowNanos);
                }
                SchedulingSimulation.Outcome outcome = simulation.without(List.of(node));
                if (outcome.unplaced() == 0) {
                    execute(List.of(node), buy(outcome.claims(), fleet), "drifted", fleet, nowNanos, out);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean consolidate(FleetView fleet, Offerings all, List<Integer> candidates, int allowed, long nowNanos) {
        if (settings.consolidateAfterNanos() < 0) {
            return false;
        }
        List<Integer> quiet = new ArrayList<>(candidates);
        quiet.removeIf(node -> !nodes.quiet(fleet, node, settings.consolidateAfterNanos(), nowNanos));
        List<Integer> empty = new ArrayList<>(quiet);
        empty.removeIf(node -> !fleet.tasksOn(node).isEmpty());
        List<Integer> some = within(fleet, empty, allowed);
        if (!some.isEmpty()) {
            found = new Found(new Consolidation.Plan(some, null), "empty", nowNanos);
            return true;
        }
        if (settings.emptyOnly() || quiet.isEmpty()) {
            return false;
        }
        var consolidation = new Consolidation(fleet, all, settings, nowNanos);
        List<Integer> order = Nodes.cheapestFirst(fleet, quiet, settings.expireAfterNanos(), nowNanos);
        Consolidation.Plan plan = consolidation.several(within(fleet, order, allowed));
        for (int i = 0; plan == null && i < order.size(); i++) {
            List<Integer> one = within(fleet, List.of(order.get(i)), 1);
            plan = one.isEmpty() ? null : consolidation.plan(one);
        }
        if (plan != null) {
            found = new Found(plan, "underutilized", nowNanos);
        }
        return plan != null;
    }

    /** The first of some nodes that the budgets allow and whose groups stay at their least. */
    private List<Integer> within(FleetView fleet, List<Integer> order, int allowed) {
        List<Integer> some = new ArrayList<>();
        for (int node : order) {
            some.add(node);
            if (some.size() > allowed || !keepsLeast(fleet, some)) {
                some.remove(some.size() - 1);
            }
        }
        return some;
    }

    private boolean keepsLeast(FleetView fleet, List<Integer> gone) {
        int[] left = Nodes.staying(fleet);
        for (Command command : commands) {
            for (int node : command.nodes()) {
                if (fleet.present(node) && !fleet.leaving(node) && !gone.contains(node)) {
                    left[fleet.groupOf(node)]--; // it goes when what replaces it is there
                }
            }
        }
        for (int node : gone) {
            int group = fleet.groupOf(node);
            left[group]--;
            if (left[group] < fleet.groups().get(group).least()) {
                return false;
            }
        }
        return true;
    }

    /** What was found a while ago is done if it still holds. */
    private void validate(
            Found was, FleetView fleet, Offerings all, int allowed, long nowNanos, Consumer<NodeDecision> out) {
        if (nowNanos - was.atNanos() < settings.validationNanos()) {
            return;
        }
        found = null;
        List<Integer> going = was.plan().nodes();
        var budgets = fleet.budgets();
        boolean allMay = going.size() <= allowed && keepsLeast(fleet, going);
        for (int node : going) {
            allMay &= mayGo(fleet, node)
                    && Nodes.movable(fleet, node, budgets)
                    && nodes.quiet(fleet, node, settings.consolidateAfterNanos(), nowNanos);
        }
        if (!allMay) {
            return;
        }
        Offerings.Offering replacement = was.plan().replacement();
        Consolidation.Plan again = new Consolidation(fleet, all, settings, nowNanos).plan(going);
        SortedMap<Integer, Integer> bought = new TreeMap<>();
        if (again == null || (again.replacement() != null && replacement == null)) {
            return;
        }
        if (again.replacement() != null) {
            bought.put(again.replacement().group().index(), 1);
        }
        execute(going, bought, was.reason(), fleet, nowNanos, out);
    }

    private void execute(
            List<Integer> going,
            SortedMap<Integer, Integer> bought,
            String reason,
            FleetView fleet,
            long nowNanos,
            Consumer<NodeDecision> out) {
        var command = new Command(going, bought, reason, fleet, nowNanos);
        if (!command.begin(fleet, out)) {
            commands.add(command);
        }
    }

    @Override
    public long periodNanos() {
        return STEP_NANOS;
    }
}
