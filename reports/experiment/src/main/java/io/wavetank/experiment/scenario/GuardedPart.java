package io.wavetank.experiment.scenario;

import io.wavetank.experiment.FailoverCatalog;
import io.wavetank.experiment.TrafficPlan;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverTraits;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.Checkpointing;
import io.wavetank.sim.scenario.GuardedService;
import io.wavetank.sim.scenario.RunSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which services and classes of jobs have policies of failover of their own. */
final class GuardedPart {
    private GuardedPart() {}

    /** Whether there are any. */
    static boolean any(Entries scenario) {
        return ElasticPart.any(scenario, "failover");
    }

    static List<GuardedService> of(Section scenario, @Nullable ClusterSpec cluster) throws ScenarioException {
        List<GuardedService> services = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section each : scenario.sections("failover")) {
            String name = each.text("name");
            if (!names.add(name)) {
                throw ScenarioException.of(
                        each.place("name"), "failover has two services named '" + name + "'; expected another name");
            }
            GuardedService service = service(each, name);
            checkLabels(each, service, cluster);
            services.add(service);
        }
        return services;
    }

    /** A policy that goes by labels of nodes does nothing where no node has them. */
    private static void checkLabels(Section section, GuardedService service, @Nullable ClusterSpec cluster)
            throws ScenarioException {
        for (String label : service.policy().nodeLabels()) {
            int equals = label.indexOf('=');
            String key = equals < 0 ? label : label.substring(0, equals);
            boolean there = cluster == null
                    || cluster.nodes().stream()
                            .map(node -> node.labels().get(key))
                            .anyMatch(value -> value != null && (equals < 0 || label.equals(key + "=" + value)));
            if (!there) {
                throw ScenarioException.of(
                        section.place("policy"),
                        section.path() + ".policy: " + service.policyName() + " goes by the label '" + label
                                + "', which no node has; expected one that nodes of the cluster have");
            }
        }
    }

    private static GuardedService service(Section section, String name) throws ScenarioException {
        FailoverPolicy.Factory policy = ElasticPart.chosen(
                        section, "policy", FailoverCatalog.policies(), "policy of failover")
                .orElseThrow();
        Value chosen = section.value("policy");
        String policyName = chosen instanceof Value.Entries entries
                ? Section.of(entries, "policy").text("name")
                : Section.text(chosen);
        double objective = section.has("objective") ? section.number("objective") : Double.NaN;
        return section.made(() -> new GuardedService(
                name, section.map("among"), (int) section.whole("need"), objective, policyName, policy));
    }

    /** Refuses policies that move tasks whose service makes them anew elsewhere; returns true. */
    static boolean check(Section scenario, RunSpec run, @Nullable TrafficPlan traffic) throws ScenarioException {
        List<TaskClass> replicas = new ArrayList<>();
        run.elastic().services().forEach(each -> replicas.add(each.taskClass()));
        if (traffic != null) {
            traffic.rollouts().forEach(each -> each.versions().forEach(version -> replicas.add(version.taskClass())));
        }
        List<Section> sections = scenario.sections("failover");
        List<GuardedService> guarded = run.faults().failover().guarded();
        for (int i = 0; i < guarded.size(); i++) {
            GuardedService each = guarded.get(i);
            if (each.policy().traits().moves() && replicas.stream().anyMatch(each::of)) {
                throw ScenarioException.of(
                        sections.get(i).place("policy"),
                        sections.get(i).path() + ".policy: '" + each.policyName()
                                + "' moves tasks with what they have done, and those of 'services' and 'rollouts' are made"
                                + " anew elsewhere; expected another policy");
            }
        }
        return true;
    }

    /** How tasks save what they have done: as the scenario says, or the policy of one of the services. */
    static @Nullable Checkpointing checkpointing(
            Section scenario, @Nullable Checkpointing general, List<GuardedService> services) throws ScenarioException {
        Checkpointing found = general;
        for (GuardedService each : services) {
            FailoverTraits.Checkpoints saves = each.policy().traits().checkpoints();
            if (saves != null && found != null) {
                throw ScenarioException.of(
                        scenario.place("failover"),
                        "tasks save what they have done in two ways; expected policies.checkpoint, or one policy"
                                + " 'checkpoint' of failover");
            } else if (saves != null) {
                found = scenario.made(() -> new Checkpointing(
                        saves.rule(),
                        saves.costNanos(),
                        saves.restartNanos(),
                        saves.meanNanos(),
                        false,
                        saves.onNotice(),
                        each.among()));
            }
        }
        return found;
    }
}
