package io.wavetank.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.report.result.Json;
import io.wavetank.sim.scenario.EventRanks;
import io.wavetank.sim.scenario.RunSpec;

/** A run's settings as they stand in a scenario. */
final class ScenarioText {
    private ScenarioText() {}

    /** Puts them under {@code policies} and {@code run}. */
    static void put(RunSpec run, int replications, ObjectNode scenario) {
        ObjectNode policies = scenario.withObject("/policies");
        policies.putObject("decision_time")
                .put("per_pass", nanos(run.decisionTime().perPassNanos()))
                .put("per_task", nanos(run.decisionTime().perTaskNanos()))
                .put("per_node", nanos(run.decisionTime().perNodeNanos()));
        if (run.trigger().batched()) {
            policies.putObject("trigger")
                    .put("batch_interval", nanos(run.trigger().intervalNanos()))
                    .put("batch_size", run.trigger().size());
        }
        policies.putObject("event_ranks")
                .put("completion", run.ranks().completion())
                .put("arrival", run.ranks().arrival())
                .put("timer", run.ranks().timer())
                .put("decision", run.ranks().decision())
                .put("pass", run.ranks().pass());
        ObjectNode settings = scenario.withObject("/run");
        settings.put("seed", run.seed());
        settings.put("replications", replications);
        if (run.untilNanos() != Long.MAX_VALUE) {
            settings.put("until", nanos(run.untilNanos()));
        }
    }

    /** Returns them for a workload that is not described by a scenario. */
    static ObjectNode of(RunSpec run, int replications) {
        ObjectNode root = Json.object();
        root.put("seed", run.seed());
        root.put("replications", replications);
        if (run.untilNanos() != Long.MAX_VALUE) {
            root.put("until_ns", run.untilNanos());
        }
        ObjectNode thinking = root.putObject("decision_time");
        thinking.put("per_pass_ns", run.decisionTime().perPassNanos());
        thinking.put("per_task_ns", run.decisionTime().perTaskNanos());
        thinking.put("per_node_ns", run.decisionTime().perNodeNanos());
        ObjectNode trigger = root.putObject("trigger");
        trigger.put("batch_interval_ns", run.trigger().intervalNanos());
        trigger.put("batch_size", run.trigger().size());
        EventRanks ranks = run.ranks();
        root.putObject("event_ranks")
                .put("completion", ranks.completion())
                .put("arrival", ranks.arrival())
                .put("timer", ranks.timer())
                .put("decision", ranks.decision())
                .put("pass", ranks.pass());
        return root;
    }

    private static String nanos(long nanos) {
        return nanos + "ns";
    }
}
