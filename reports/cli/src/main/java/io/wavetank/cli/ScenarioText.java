package io.wavetank.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.report.result.Json;
import io.wavetank.sim.scenario.EventRanks;
import io.wavetank.sim.scenario.RunSpec;

/** A run's settings as they stand in {@code run.json}, every one of them, defaults too. */
final class ScenarioText {
    private ScenarioText() {}

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
}
