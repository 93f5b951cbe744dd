package io.wavetank.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

    private static String nanos(long nanos) {
        return nanos + "ns";
    }
}
