package io.wavetank.experiment.failover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.OwnedSchedulers;
import io.wavetank.experiment.Workers;
import io.wavetank.experiment.external.ExternalPolicyException;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Scheduler;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.ControllerRule;
import io.wavetank.sim.scenario.Maintenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios drawn by seeds, in which much breaks, each run twice: whatever breaks, nothing may happen that {@link Invariants} forbids, and the same run
 * made again is the same.
 */
public final class ChaosCampaign {
    private static final int MOST_TRIALS = 400;

    private final @Nullable Scenario base;
    private final List<String> schedulers;
    private final UnaryOperator<Scheduler.Factory> defect;

    /** Takes the scenario whose faults are drawn; null for scenarios that are drawn as a whole. */
    public ChaosCampaign(@Nullable Scenario base) {
        this(base, List.of());
    }

    /**
     * Takes the schedulers of drawn scenarios too.
     *
     * @param base the scenario whose faults are drawn; null for scenarios that are drawn as a whole
     * @param schedulers which are drawn, as on the command line, {@code NAME:OPTION=VALUE}; empty for those that come with the program, or the scenario's
     */
    public ChaosCampaign(@Nullable Scenario base, List<String> schedulers) {
        this(base, schedulers, UnaryOperator.identity());
    }

    /** A campaign with a defect in every scheduler, which it is to find. */
    ChaosCampaign(@Nullable Scenario base, List<String> schedulers, UnaryOperator<Scheduler.Factory> defect) {
        this.base = base;
        this.schedulers = List.copyOf(schedulers);
        this.defect = defect;
    }

    /**
     * A seed under which something was wrong.
     *
     * @param seed the seed
     * @param violation what was wrong, in a line
     * @param shrunk the scenario, with all taken out without which it is still wrong
     */
    public record Finding(long seed, String violation, ObjectNode shrunk) {
        /** The command that looks at this seed alone. */
        public String replay(@Nullable Path file, List<String> schedulers) {
            var command = new StringBuilder("wavetank chaos").append(file == null ? "" : " " + file);
            schedulers.forEach(
                    each -> command.append(" --scheduler ").append(each.contains(" ") ? "'" + each + "'" : each));
            return command.append(" --seed ").append(seed).toString();
        }
    }

    /** Runs the scenarios of some seeds, so many at a time, and returns those in which something was wrong. */
    public List<Finding> run(long first, int count, int workers) throws IOException {
        List<Long> seeds = LongStream.range(first, first + count).boxed().toList();
        return Workers.inOrder(workers, seeds, this::one).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Finding> one(long seed) throws IOException {
        ObjectNode scenario = scenario(seed);
        String violation = violation(scenario);
        return violation == null ? List.of() : List.of(new Finding(seed, violation, shrunk(scenario, this::violation)));
    }

    /** The scenario of a seed. */
    ObjectNode scenario(long seed) {
        if (base != null) {
            List<String> zones = new ArrayList<>();
            base.cluster().nodes().forEach(node -> {
                String zone = node.labels().get("topology.kubernetes.io/zone");
                if (zone != null && !zones.contains(zone)) {
                    zones.add(zone);
                }
            });
            return ChaosScenario.inPlace(seed, base.resolved(), zones);
        }
        String scheduler = ChaosSchedulers.draw(schedulers, new Draws(seed, 0).stream("chaos scheduler"));
        return ChaosScenario.of(seed, scheduler, ChaosSchedulers.elastic(scheduler));
    }

    /** Runs a scenario twice. Returns what is wrong, in a line; null if nothing is. */
    @Nullable
    String violation(ObjectNode described) throws IOException {
        Scenario scenario;
        try {
            scenario = Scenario.parse("chaos.yaml", described.toString(), List.of());
        } catch (ScenarioException e) {
            return "the scenario cannot be read: " + e.lines().get(0);
        }
        try {
            var once = look(scenario);
            String wrong = once.verdict(run(scenario, once));
            if (wrong != null) {
                return wrong;
            }
            var again = look(scenario);
            run(scenario, again);
            return once.digest() == again.digest() ? null : "the same run, made again, is another";
        } catch (ExternalPolicyException
                | IllegalStateException
                | IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static Invariants look(Scenario scenario) {
        boolean mayForce = scenario.run().faults().maintenance().stream()
                .anyMatch(each -> each.emptying() == Maintenance.Emptying.FORCE);
        String name = scenario.schedulers().get(0).name();
        boolean inOrder = scenario.run().faults().controllers().stream()
                .anyMatch(each -> each instanceof ControllerRule.StatefulSet set && set.ordered());
        return new Invariants(
                scenario.cluster(),
                ChaosSchedulers.anyMayGo(name) && !inOrder,
                ChaosSchedulers.settles(name),
                mayForce);
    }

    private RunResult run(Scenario scenario, Invariants look) throws IOException {
        try (SubmissionSource source = scenario.workload().open(0);
                var owned = new OwnedSchedulers(
                        defect.apply(scenario.schedulers().get(0).factory()))) {
            return Simulation.run(scenario.run(), scenario.cluster(), source, owned, look);
        }
    }

    /** Says what is wrong with a scenario; null if nothing is. */
    interface Judge {
        @Nullable
        String violation(ObjectNode scenario) throws IOException;
    }

    /** Takes out faults, groups of nodes, inflows, kinds and settings one after the other, as long as something stays wrong. */
    static ObjectNode shrunk(ObjectNode failing, Judge judge) throws IOException {
        ObjectNode least = failing;
        int trials = 0;
        boolean smaller = true;
        while (smaller && trials < MOST_TRIALS) {
            smaller = false;
            for (ObjectNode candidate : candidates(least)) {
                trials++;
                String wrong = judge.violation(candidate);
                if (wrong != null && !wrong.startsWith("the scenario cannot be read")) {
                    least = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return least;
    }

    private static List<ObjectNode> candidates(ObjectNode of) {
        List<ObjectNode> all = new ArrayList<>();
        for (String list : List.of(
                "/faults",
                "/controllers",
                "/cluster/disruptionBudgets",
                "/workload/generate/inflows",
                "/cluster/nodes")) {
            int least = List.of("/faults", "/controllers", "/cluster/disruptionBudgets")
                            .contains(list)
                    ? 0
                    : 1;
            for (int i = 0; of.at(list) instanceof ArrayNode items && items.size() > least && i < items.size(); i++) {
                ObjectNode less = of.deepCopy();
                ((ArrayNode) less.at(list)).remove(i);
                all.add(less);
            }
        }
        for (String key : List.of("services", "autoscaling")) {
            if (of.has(key)) {
                ObjectNode less = of.deepCopy();
                less.remove(List.of("services", "autoscaling"));
                less.at("/cluster/nodes").forEach(group -> ((ObjectNode) group).remove("scale"));
                all.add(less);
                break;
            }
        }
        for (String key : List.of("checkpoint", "failover")) {
            if (of.at("/policies").has(key)) {
                ObjectNode less = of.deepCopy();
                less.withObject("/policies").remove(key);
                all.add(less);
            }
        }
        for (int i = 0; of.at("/cluster/nodes") instanceof ArrayNode groups && i < groups.size(); i++) {
            if (groups.get(i).path("count").asInt(1) > 1) {
                ObjectNode less = of.deepCopy();
                ((ObjectNode) less.at("/cluster/nodes/" + i))
                        .put("count", groups.get(i).path("count").asInt() / 2);
                all.add(less);
            }
        }
        return all;
    }
}
