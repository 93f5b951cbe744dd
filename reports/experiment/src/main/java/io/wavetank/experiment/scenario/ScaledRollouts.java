package io.wavetank.experiment.scenario;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which services that are rolled out are scaled, and by whom: what a pod gets and uses is said in the traffic. */
final class ScaledRollouts {
    private static final String AUTOSCALER = "replica_autoscaler";

    private ScaledRollouts() {}

    /** Returns those of a scenario; what is wrong with a rollout itself is for {@link RolloutsPart} to say. */
    static List<ServiceSpec> of(Section scenario, AutoscalerCatalog catalog) throws ScenarioException {
        List<ServiceSpec> scaled = new ArrayList<>();
        List<Section> traffic =
                scenario.has("traffic") ? scenario.section("traffic").sections("services") : List.of();
        for (Section rollout : scenario.sections("rollouts")) {
            Optional<ReplicaAutoscaler.Factory> autoscaler =
                    ElasticPart.chosen(rollout, AUTOSCALER, catalog.replicaAutoscalers(), "autoscaler of replicas");
            for (int i = 0; autoscaler.isPresent() && i < traffic.size(); i++) {
                if (traffic.get(i).text("name").equals(rollout.text("service"))) {
                    scaled.add(service(rollout, traffic.get(i), i, autoscaler.get()));
                }
            }
        }
        return scaled;
    }

    private static ServiceSpec service(
            Section rollout, Section served, int number, ReplicaAutoscaler.Factory autoscaler)
            throws ScenarioException {
        TaskClass task = RolloutsPart.versions(rollout, served, TrafficPart.rule(served, number))
                .get(0)
                .taskClass();
        refuseShareOfNothing(rollout, task, autoscaler);
        Section memory = served.has("memory") ? served.section("memory") : null;
        return rollout.made(() -> new ServiceSpec(
                served.text("name"),
                task,
                served.has("cores") ? served.whole("cores", Unit.CPU) : 1000,
                (int) rollout.whole("replicas"),
                new LoadSpec(
                        Optional.empty(),
                        1,
                        0,
                        1,
                        0,
                        rollout.whole("idle_cpu", Unit.CPU),
                        memory == null ? 0 : memory.whole("base", Unit.BYTES),
                        memory == null ? 0 : memory.whole("request", Unit.BYTES)),
                DelaySpec.NONE,
                rollout.whole("grace", Unit.DURATION),
                rollout.number("sufficient"),
                rollout.whole("objective", Unit.DURATION),
                Optional.of(autoscaler),
                Optional.empty(),
                UpdateMode.OFF));
    }

    private static void refuseShareOfNothing(Section rollout, TaskClass task, ReplicaAutoscaler.Factory autoscaler)
            throws ScenarioException {
        ReplicaAutoscaler made = autoscaler.create(new Draws(0, 0));
        for (int resource : new int[] {Resources.CPU, Resources.MEMORY}) {
            if (made.relativeToRequest(resource) && task.request(resource) == 0) {
                String key = resource == Resources.CPU ? "cpu" : "memory";
                throw ScenarioException.of(
                        rollout.place(AUTOSCALER),
                        rollout.path() + "." + AUTOSCALER + " goes by the share of the " + key
                                + " that pods ask for, and they ask for none; expected '" + key + "'");
            }
        }
    }
}
