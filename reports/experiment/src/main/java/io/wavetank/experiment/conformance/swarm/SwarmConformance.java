package io.wavetank.experiment.conformance.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import io.wavetank.experiment.conformance.Tally;
import io.wavetank.policy.swarm.constraint.Constraint;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.orchestrate.RestartSupervisor;
import io.wavetank.policy.swarm.placement.VisitingOrder;
import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.Placement;
import io.wavetank.policy.swarm.task.Reservation;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import io.wavetank.policy.swarm.task.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Recorded decisions of Docker Swarm in canonical order. A decision is a step of a scenario in all that it made, took away, placed and left
 * waiting; where a scenario's tasks are in the end; whether a constraint can be read and which nodes match it; whether a slot is restarted.
 */
public final class SwarmConformance implements ConformanceSuite {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Creates the suite. */
    public SwarmConformance() {}

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public String subject() {
        return "Scheduler, orchestrators, constraints and restarts of Docker Swarm, step for step.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException, UserException {
        JsonNode content = file.json();
        return content != null && (isScenarios(content) || isRestarts(content) || isConstraints(content));
    }

    private static boolean isScenarios(JsonNode content) {
        return content.isArray()
                && content.path(0).path("steps").path(0).path("expect").has("tieSafe");
    }

    private static boolean isRestarts(JsonNode content) {
        return content.isArray()
                && content.path(0).has("condition")
                && content.path(0).path("ends").isArray();
    }

    private static boolean isConstraints(JsonNode content) {
        return content.path("nodes").isArray() && content.path("cases").path(0).has("matchingNodes");
    }

    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        JsonNode content = file.json();
        if (content == null) {
            throw new UserException(file.path() + ": not JSON; fetch it again");
        }
        var compared = new Compared();
        try {
            if (isConstraints(content)) {
                constraints(content, compared);
                return outcome("constraints", compared);
            }
            if (isRestarts(content)) {
                content.forEach(each -> restarts(each, compared));
                return outcome("restarts", compared);
            }
            content.forEach(each -> scenario(each, compared));
            return outcome(content.path(0).path("family").asText("steps"), compared);
        } catch (IllegalArgumentException e) {
            throw new UserException(file.path() + ": " + e.getMessage());
        }
    }

    private static Outcome outcome(String part, Compared compared) {
        return new Outcome(
                compared.total(),
                compared.agreed(),
                compared.firstDifference(),
                List.of(new Tally(part, compared.total(), compared.agreed())),
                List.of());
    }

    private static void scenario(JsonNode scenario, Compared compared) {
        String name = scenario.path("name").asText();
        var replay = new SwarmScenario(VisitingOrder.BY_NAME);
        int number = 0;
        for (JsonNode step : scenario.path("steps")) {
            SwarmScenario.Step got;
            try {
                got = replay.play(step);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("scenario " + name + ", step " + number + ": " + e.getMessage(), e);
            }
            compared.add(name + ", step " + number, difference(step.path("expect"), got));
            number++;
        }
        compared.add(
                name + ", at the end",
                Compared.difference(
                        "tasks on nodes", counts(scenario.path("finalActivePerNode")), replay.activePerNode()));
    }

    private static String difference(JsonNode expected, SwarmScenario.Step got) {
        var assigned = new TreeMap<String, String>();
        expected.path("assigned")
                .forEach(
                        each -> assigned.put(each.path(0).asText(), each.path(1).asText()));
        var pending = new TreeSet<String>();
        expected.path("pending").forEach(each -> pending.add(each.path(0).asText()));
        List<String> differences = List.of(
                Compared.difference("created", new TreeSet<>(SwarmText.texts(expected.path("created"))), got.created()),
                Compared.difference("removed", new TreeSet<>(SwarmText.texts(expected.path("removed"))), got.removed()),
                Compared.difference("assigned", assigned, got.assigned()),
                Compared.difference("pending", pending, got.pending()));
        return differences.stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
    }

    private static SortedMap<String, SortedMap<String, Integer>> counts(JsonNode json) {
        var all = new TreeMap<String, SortedMap<String, Integer>>();
        for (Map.Entry<String, JsonNode> node : json.properties()) {
            var counts = new TreeMap<String, Integer>();
            for (Map.Entry<String, JsonNode> service : node.getValue().properties()) {
                counts.put(service.getKey(), service.getValue().asInt());
            }
            counts.values().removeIf(count -> count == 0);
            if (!counts.isEmpty()) {
                all.put(node.getKey(), counts);
            }
        }
        return all;
    }

    private static void constraints(JsonNode content, Compared compared) {
        List<NodeSpec> nodes = new ArrayList<>();
        content.path("nodes").forEach(each -> nodes.add(SwarmText.node(each)));
        for (JsonNode each : content.path("cases")) {
            String text = SwarmText.required(each, "expr");
            String recorded =
                    each.path("valid").asBoolean() ? SwarmText.texts(each.path("matchingNodes")) + "" : "unreadable";
            compared.add("constraint '" + text + "'", Compared.difference("nodes", recorded, matching(text, nodes)));
        }
    }

    private static String matching(String text, List<NodeSpec> nodes) {
        Constraint constraint;
        try {
            constraint = Constraint.parse(text);
        } catch (IllegalArgumentException unreadable) {
            return "unreadable";
        }
        return nodes.stream().filter(constraint::matches).map(NodeSpec::id).toList() + "";
    }

    private static void restarts(JsonNode slot, Compared compared) {
        var policy = new RestartPolicy(
                RestartPolicy.Condition.valueOf(
                        SwarmText.required(slot, "condition").replace('-', '_').toUpperCase(Locale.ROOT)),
                0,
                slot.path("maxAttempts").asLong(),
                Math.multiplyExact(slot.path("windowMs").asLong(), NANOS_PER_MILLI));
        var spec = new TaskSpec("service", 1, Mode.REPLICATED, Reservation.NONE, Placement.ANYWHERE, policy);
        var supervisor = new RestartSupervisor();
        for (JsonNode end : slot.path("ends")) {
            long nanos = Math.multiplyExact(end.path("atMs").asLong(), NANOS_PER_MILLI);
            var task = new SwarmTask("service.0001.0", spec, 1, null);
            TaskState state = SwarmText.word(TaskState.class, end, "state", TaskState.COMPLETE);
            boolean restart = supervisor.replaces(task, state, nanos);
            compared.add(
                    "restart " + policy.condition() + " at " + end.path("atMs").asText() + " ms",
                    Compared.difference("restarted", end.path("restart").asBoolean(), restart));
            if (restart) {
                supervisor.restarted(task, nanos);
            }
        }
    }
}
