package io.wavetank.experiment.scenario;

import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import io.wavetank.sim.traffic.ReplicaRule;
import java.util.ArrayList;
import java.util.List;

/** Checks that each service that comes and goes has one load: one that flows, or the requests to one service of the traffic. */
final class ServedServices {
    private final List<Section> traffic;
    private final List<Section> rollouts;
    private final List<ReplicaRule> rules = new ArrayList<>();

    private ServedServices(List<Section> traffic, List<Section> rollouts) throws ScenarioException {
        this.traffic = traffic;
        this.rollouts = rollouts;
        for (Section each : traffic) {
            rules.add(TrafficPart.rule(each, rules.size()));
        }
    }

    /** Checks the services of a scenario, each for so many as it counts; returns true. */
    static boolean check(Section scenario, ElasticSpec elastic) throws ScenarioException {
        var served = new ServedServices(
                scenario.has("traffic") ? scenario.section("traffic").sections("services") : List.of(),
                scenario.sections("rollouts"));
        int number = 0;
        for (Section section : scenario.sections("services")) {
            for (long i = section.whole("count"); i > 0; i--) {
                served.check(section, elastic.services().get(number++));
            }
        }
        return true;
    }

    private void check(Section section, ServiceSpec service) throws ScenarioException {
        List<Section> served = new ArrayList<>();
        for (ReplicaRule rule : rules) {
            if (rule.selects(service.taskClass())) {
                served.add(traffic.get(rule.service()));
            }
        }
        String name = section.path() + " ('" + service.name() + "')";
        if (served.isEmpty() && service.load().rate().isEmpty()) {
            throw ScenarioException.of(
                    section.place(),
                    name + " has no load; expected 'load', or a service '" + service.name()
                            + "' under traffic.services, to which requests are made");
        } else if (!served.isEmpty() && service.load().rate().isPresent()) {
            throw ScenarioException.of(
                    section.place("load"),
                    name + " has a load, and " + served.get(0).path()
                            + " requests to its replicas; expected one of the two");
        } else if (served.size() > 1) {
            throw ScenarioException.of(
                    served.get(1).place(),
                    served.get(0).path() + " and " + served.get(1).path() + " both have the replicas of " + name
                            + "; expected one");
        }
        for (Section each : rollouts) {
            if (each.text("service")
                    .equals(served.isEmpty() ? "" : served.get(0).text("name"))) {
                throw ScenarioException.of(
                        each.place("service"),
                        each.path() + " makes the replicas of '" + each.text("service") + "', and so does " + name
                                + "; expected one of the two: a rollout that is scaled has 'replica_autoscaler'");
            }
        }
        for (Section each : served) {
            refuse(each, "cores", each.has("cores"), name, section.has("cpu_limit") ? "cpu_limit" : "cpu");
            refuse(each, "start_up", !each.value("start_up").json().asText().equals("0s"), name, "start");
        }
    }

    private static void refuse(Section served, String key, boolean given, String name, String instead)
            throws ScenarioException {
        if (given) {
            throw ScenarioException.of(
                    served.place(key),
                    served.path() + "." + key + " is for tasks of the workload, and its replicas are those of " + name
                            + ", which has '" + instead + "'; expected no '" + key + "'");
        }
    }
}
