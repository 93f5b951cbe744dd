package io.wavetank.experiment.failover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.Draws;
import io.wavetank.report.result.Json;
import java.util.List;

/** Draws small scenarios in which much breaks, and all of it is over long before the end. A seed gives always the same one. */
final class ChaosScenario {
    static final int BUSY_MINUTES = 60;
    /** When a scheduler is made anew, which must find no place for what waits, by its own filters. */
    private static final int LAST_LEADER_MINUTES = 340;

    private static final List<String> ZONES = List.of("a", "b", "c");

    private final Chances chances;

    private ChaosScenario(long seed) {
        this.chances = new Chances(seed);
    }

    /** Returns a cluster, a workload and faults, under a scheduler; if that can, perhaps with a service and nodes that come and go. */
    static ObjectNode of(long seed, String scheduler, boolean elastic) {
        var random = new ChaosScenario(seed);
        ObjectNode scenario = Json.object();
        scenario.put("name", "chaos " + seed);
        int zones = 1 + random.below(3);
        int largest = random.cluster(scenario.putObject("cluster").putArray("nodes"), zones);
        random.budgets(scenario.withObject("/cluster").putArray("disruptionBudgets"));
        random.workload(scenario.putObject("workload").putObject("generate"));
        ObjectNode policies = scenario.putObject("policies");
        policies.put("scheduler", scheduler);
        random.failover(policies);
        if (elastic) {
            random.autoscaling(scenario);
        }
        if (elastic && !scheduler.startsWith("swarm")) {
            controllers(scenario, new Draws(seed, 0).stream("chaos controllers"));
        }
        ArrayNode faults = scenario.putArray("faults");
        new ChaosFaults(random.chances).draw(faults, ZONES.subList(0, Math.min(zones, largest)));
        ChaosFaults.parts(faults, new Draws(seed, 0).stream("chaos parts"));
        faults.addObject()
                .put("control_plane", "down")
                .put("at", LAST_LEADER_MINUTES + "m")
                .put("for", "1s");
        scenario.putObject("run").put("seed", seed).put("replications", 1).put("until", "6h");
        scenario.putObject("report").put("charts", false);
        return scenario;
    }

    /** Returns a scenario with faults in the place of its own, which begin within some minutes from its start. */
    static ObjectNode inPlace(long seed, ObjectNode base, List<String> zones) {
        var random = new ChaosScenario(seed);
        ObjectNode scenario = base.deepCopy();
        new ChaosFaults(random.chances).draw(scenario.putArray("faults"), zones);
        scenario.withObject("/run").put("seed", seed).put("replications", 1);
        return scenario;
    }

    /** Sometimes services are StatefulSets, and jobs those of Kubernetes; by draws of their own, so that the rest of a scenario is the same. */
    private static void controllers(ObjectNode scenario, Draws draws) {
        int kind = draws.below(6, 0, 0);
        ArrayNode rules = scenario.putArray("controllers");
        if (kind == 0 || kind == 2) {
            ObjectNode set = rules.addObject();
            set.putObject("statefulset").put("app", "service");
            set.put("management", draws.below(2, 1, 0) == 0 ? "ordered" : "parallel")
                    .put("ready", draws.below(60, 2, 0) + "s");
            if (draws.below(2, 3, 0) == 0) {
                set.put("force_delete", draws.below(900, 4, 0) + "s");
            }
        }
        if (kind == 1 || kind == 2) {
            ObjectNode job = rules.addObject();
            job.putObject("job").put("app", "job" + draws.below(2, 5, 0));
            job.put("backoff_limit", draws.below(4, 6, 0));
            if (draws.below(2, 7, 0) == 0) {
                job.put("active_deadline", (1 + draws.below(40, 8, 0)) + "m");
            }
            if (draws.below(2, 9, 0) == 0) {
                job.putArray("failures").addObject().put("action", "ignore");
            }
        }
    }

    private int below(int bound) {
        return chances.below(bound);
    }

    private boolean oneIn(int of) {
        return chances.oneIn(of);
    }

    /** Makes groups of nodes, and answers how many the largest has: zones are dealt to the nodes of each in turn. */
    private int cluster(ArrayNode groups, int zones) {
        int count = 1 + below(3);
        int largest = 0;
        for (int i = 0; i < count; i++) {
            ObjectNode group = groups.addObject();
            int nodes = 1 + below(5);
            largest = Math.max(largest, nodes);
            group.put("count", nodes);
            group.put("name", "g" + i + "-{i}");
            ZONES.subList(0, zones).forEach(group.putArray("zones")::add);
            ObjectNode capacity = group.putObject("capacity");
            capacity.put("cpu", 4 << below(3));
            capacity.put("memory", (16 << below(3)) + "Gi");
            capacity.put("pods", 8 + below(100));
            ObjectNode labels = group.putObject("labels");
            labels.put("disk", oneIn(2) ? "ssd" : "hdd");
            labels.put("pdu", "p" + below(3));
            if (i > 0 && oneIn(4)) {
                group.putArray("taints")
                        .addObject()
                        .put("key", "dedicated")
                        .put("value", "x")
                        .put("effect", "NoSchedule");
            }
        }
        return largest;
    }

    private void budgets(ArrayNode budgets) {
        for (int i = below(3); i > 0; i--) {
            ObjectNode budget = budgets.addObject().put("name", "b" + i);
            budget.putObject("selector").putObject("matchLabels").put("app", oneIn(2) ? "service" : "job" + below(2));
            String bound = oneIn(2) ? "maxUnavailable" : "minAvailable";
            if (oneIn(2)) {
                budget.put(bound, (10 + below(80)) + "%");
            } else {
                budget.put(bound, below(4));
            }
        }
    }

    private void autoscaling(ObjectNode scenario) {
        if (!oneIn(3)) {
            return;
        }
        ObjectNode service = scenario.putArray("services").addObject().put("name", "web");
        service.put("replicas", 1 + below(4)).put("cpu", 1).put("memory", "1Gi");
        service.putObject("load").put("rate", (10 + below(300)) + "/s");
        service.putObject("request").put("cpu", "10ms").put("patience", "5s");
        service.put("start", below(60) + "s").put("max_unavailable", 1);
        ObjectNode autoscaling = scenario.putObject("autoscaling");
        autoscaling
                .putObject("replicas")
                .put("name", "hpa")
                .put("least", 1)
                .put("most", 8)
                .put("cpu", 60);
        autoscaling.putObject("nodes").put("name", "cluster-autoscaler");
        for (JsonNode group : scenario.at("/cluster/nodes")) {
            ObjectNode scale = ((ObjectNode) group).putObject("scale");
            scale.put("least", 1)
                    .put("most", 6)
                    .put("boot", (10 + below(200)) + "s")
                    .put("boot_failures", 0.1);
        }
    }

    private void workload(ObjectNode generate) {
        ArrayNode inflows = generate.putArray("inflows");
        if (!oneIn(3)) {
            ObjectNode services = inflows.addObject().put("name", "services");
            services.putObject("arrivals").put("process", "at-start").put("count", 1 + below(6));
            services.putArray("kinds")
                    .addObject()
                    .put("name", "service")
                    .put("cpu", "500m")
                    .put("memory", "1Gi")
                    .put("run_time", "forever")
                    .putObject("labels")
                    .put("app", "service");
        }
        ObjectNode jobs = inflows.addObject().put("name", "jobs");
        jobs.putObject("arrivals").put("process", "poisson").put("rate", (20 + below(200)) + "/h");
        ArrayNode kinds = jobs.putArray("kinds");
        int count = 1 + below(3);
        for (int i = 0; i < count; i++) {
            ObjectNode kind = kinds.addObject().put("name", "job" + i).put("cpu", 1 + below(4));
            kind.put("memory", (1 + below(8)) + "Gi");
            kind.putObject("labels").put("app", "job" + i);
            kind.put("priority", oneIn(3) ? 10 : 0);
            kind.putObject("run_time")
                    .put("distribution", "exponential")
                    .put("mean", (1 + below(20)) + "m")
                    .put("max", "1h");
            if (oneIn(4)) {
                kind.putArray("tolerations").addObject().put("key", "dedicated");
            }
        }
        generate.putObject("until").put("time", BUSY_MINUTES + "m");
    }

    private void failover(ObjectNode policies) {
        ObjectNode failover = policies.putObject("failover");
        failover.put("managers", 3);
        if (oneIn(2)) {
            failover.put("heartbeat", below(20) + "s")
                    .put("grace", below(60) + "s")
                    .put("monitor", below(10) + "s");
            failover.put("toleration", below(400) + "s").put("restart_in_place", oneIn(2));
        }
        if (oneIn(3)) {
            failover.putObject("eviction").put("rate", (1 + below(60)) + "/m").put("large_zone", below(4));
        }
        if (oneIn(3)) {
            policies.putObject("checkpoint")
                    .put("interval", (1 + below(10)) + "m")
                    .put("cost", (1 + below(30)) + "s")
                    .put("restart", below(60) + "s")
                    .put("on_notice", oneIn(2));
        }
    }
}
