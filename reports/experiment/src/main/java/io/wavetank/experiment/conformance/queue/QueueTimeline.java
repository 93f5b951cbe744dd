package io.wavetank.experiment.conformance.queue;

import static io.wavetank.experiment.conformance.queue.QueueState.MILLI;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.queue.ClusterEvent;
import io.wavetank.policy.kubernetes.queue.NodePreCheck;
import io.wavetank.policy.kubernetes.queue.Nominator;
import io.wavetank.policy.kubernetes.queue.QueueSettings;
import io.wavetank.policy.kubernetes.queue.QueuedPod;
import io.wavetank.policy.kubernetes.queue.SchedulingQueue;
import io.wavetank.policy.kubernetes.queue.WakeUps;
import io.wavetank.report.result.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replays a timeline of the queue alone, in which attempts succeed or fail as the recording says. */
final class QueueTimeline {
    static final List<String> OPERATIONS = List.of(
            "flushBackoff",
            "flushUnschedulable",
            "add",
            "pop",
            "fail",
            "error",
            "assume",
            "bound",
            "bindRejected",
            "bindError",
            "update",
            "delete",
            "activate",
            "nodeAdd",
            "nodeUpdate",
            "nodeDelete",
            "assignedAdd",
            "assignedUpdate",
            "assignedDelete",
            "event");

    private final WakeUps wakeUps = WakeUps.kubernetes126();
    private final SchedulingQueue<QueuePod> queue =
            new SchedulingQueue<>(QueueSettings.DEFAULT, wakeUps, 0, Nominator.none());
    private final QueueState states = new QueueState(wakeUps);
    private final ClusterCache cluster = new ClusterCache();
    private final Map<String, QueueNode> nodes = new HashMap<>();
    private final Map<String, QueuePod> pods = new HashMap<>();
    private final Map<String, Pod> placed = new HashMap<>();
    private final Map<String, QueuedPod<QueuePod>> attempts = new HashMap<>();

    /** Replays all steps. */
    Outcome replay(JsonNode steps) {
        var comparison = new StepComparison(steps, states.of(queue));
        int number = 0;
        for (JsonNode step : steps) {
            try {
                String surplus = flushesBefore(step);
                ObjectNode outcome = apply(step);
                if (surplus.isEmpty()) {
                    comparison.compare(number, outcomeKeys(step), outcome, states.of(queue));
                } else {
                    comparison.disagree(number, surplus);
                }
            } catch (IllegalArgumentException | IllegalStateException impossible) {
                comparison.disagree(number, "not possible here: " + impossible.getMessage());
                return comparison.outcome();
            }
            number++;
        }
        return comparison.outcome();
    }

    private static List<String> outcomeKeys(JsonNode step) {
        return step.path("op").asText().equals("pop") ? List.of("popped", "attempts", "skipped") : List.of();
    }

    /** Runs the flushes that are due, but for the one that the step is; says which the recording does not have. */
    private String flushesBefore(JsonNode step) {
        String op = step.path("op").asText();
        long now = nanos(step);
        while (true) {
            long backoff = queue.nextBackoffFlushNanos();
            long unschedulable = queue.nextUnschedulableFlushNanos();
            long next = Math.min(backoff, unschedulable);
            String kind = backoff <= unschedulable ? "flushBackoff" : "flushUnschedulable";
            boolean recorded = op.startsWith("flush") && next == now && kind.equals(op);
            if (next > now || recorded) {
                boolean missing = op.startsWith("flush") && !recorded;
                return missing ? "a flush that changes something is recorded, but here it changes nothing" : "";
            }
            flush(kind, next);
            if (next <= now) {
                return kind + " changes something at " + next / MILLI + " ms, which is not recorded";
            }
        }
    }

    private void flush(String kind, long now) {
        if (kind.equals("flushBackoff")) {
            queue.flushBackoff(now);
        } else {
            queue.flushUnschedulable(now);
        }
    }

    private static long nanos(JsonNode step) {
        return Math.multiplyExact(step.path("t").asLong(), MILLI);
    }

    private ObjectNode apply(JsonNode step) {
        long now = nanos(step);
        String op = step.path("op").asText();
        ObjectNode outcome = Json.object();
        switch (op) {
            case "flushBackoff", "flushUnschedulable" -> flush(op, now);
            case "add" -> queue.add(newPod(step.path("pod")), now);
            case "pop" -> pop(outcome);
            case "fail" -> queue.rejected(attempt(step), wakeUps.plugins(texts(step.path("plugins"))), now);
            case "error" -> queue.failed(attempt(step), now);
            case "assume" -> assume(step);
            case "bound" -> bound(step, now);
            case "bindRejected" -> {
                unplace(name(step));
                queue.bindingRejected(attempt(step), now);
            }
            case "bindError" -> {
                unplace(name(step));
                queue.bindingFailed(attempt(step), now);
            }
            case "update" -> update(step, now);
            case "delete" -> queue.delete(pod(name(step)));
            case "activate" ->
                step.path("pods")
                        .forEach(each -> queue.activate(pod(each.asText()).index()));
            default -> applyEvent(op, step, now);
        }
        return outcome;
    }

    private void applyEvent(String op, JsonNode step, long now) {
        switch (op) {
            case "nodeAdd" -> putNode(step.path("node"), now);
            case "nodeUpdate" -> putNode(step.path("node"), now);
            case "nodeDelete" -> removeNode(step.path("node").asText());
            case "assignedAdd" -> {
                QueuePod pod = newPod(step.path("pod"));
                place(pod, step.path("pod").path("node").asText());
                moveNear(pod, ClusterEvent.ASSIGNED_POD_ADD, now);
            }
            case "assignedUpdate" -> {
                QueuePod pod = pod(name(step)).updated(step, cluster);
                pods.put(pod.name(), pod);
                place(pod, unplace(pod.name()));
                moveNear(pod, ClusterEvent.ASSIGNED_POD_UPDATE, now);
            }
            case "assignedDelete" -> {
                unplace(name(step));
                queue.moveAll(ClusterEvent.ASSIGNED_POD_DELETE, now);
            }
            case "event" -> queue.moveAll(event(step.path("event").asText()), now);
            default -> throw new IllegalArgumentException("No such operation: " + op);
        }
    }

    private void pop(ObjectNode outcome) {
        QueuedPod<QueuePod> popped = queue.pop();
        if (popped == null) {
            return;
        }
        outcome.put("popped", popped.pod().name()).put("attempts", popped.attempts());
        if (popped.duplicate()) {
            outcome.put("skipped", true);
        } else {
            attempts.put(popped.pod().name(), popped);
        }
    }

    private void assume(JsonNode step) {
        queue.assume(attempt(step));
        place(pod(name(step)), step.path("node").asText());
    }

    private void bound(JsonNode step, long now) {
        QueuePod pod = pod(name(step));
        place(pod, unplace(pod.name()));
        queue.bound(attempt(step), other -> other.wantsToBeNear(pod.podClass(), cluster), now);
        attempts.remove(pod.name());
    }

    private void update(JsonNode step, long now) {
        QueuePod pod = pod(name(step)).updated(step, cluster);
        pods.put(pod.name(), pod);
        queue.update(pod, step.path("statusOnly").asBoolean(), now);
    }

    private void putNode(JsonNode body, long now) {
        QueueNode node = QueueNode.read(body);
        String name = node.spec().name();
        Optional<QueueNode> before = Optional.ofNullable(nodes.put(name, node));
        int slot = cluster.putNode(node.spec());
        @Nullable ClusterEvent event = before.isPresent() ? node.eventSince(before.get()) : ClusterEvent.NODE_ADD;
        if (event != null) {
            var check = new NodePreCheck(cluster, slot);
            queue.move(event, pod -> check.passes(pod.podClass()), now);
        }
    }

    private void removeNode(String name) {
        nodes.remove(name);
        cluster.removeNode(name);
    }

    private void moveNear(QueuePod assigned, ClusterEvent event, long now) {
        queue.move(event, other -> other.wantsToBeNear(assigned.podClass(), cluster), now);
    }

    private void place(QueuePod pod, String node) {
        Pod onNode = pod.pod().with(pod.podClass(), 0);
        cluster.putPod(onNode, node);
        placed.put(pod.name(), onNode);
    }

    private String unplace(String name) {
        Pod onNode = placed.remove(name);
        if (onNode == null) {
            throw new IllegalStateException(name + " is on no node");
        }
        String node = cluster.nodes().name(onNode.node());
        cluster.removePod(onNode);
        return node;
    }

    private QueuePod newPod(JsonNode body) {
        QueuePod pod = QueuePod.read(pods.size(), body, cluster);
        if (pods.put(pod.name(), pod) != null) {
            throw new IllegalArgumentException("A second pod of the name " + pod.name());
        }
        return pod;
    }

    private QueuePod pod(String name) {
        QueuePod pod = pods.get(name);
        if (pod == null) {
            throw new IllegalArgumentException("No such pod: " + name);
        }
        return pod;
    }

    private QueuedPod<QueuePod> attempt(JsonNode step) {
        QueuedPod<QueuePod> attempt = attempts.get(name(step));
        if (attempt == null) {
            throw new IllegalStateException("No attempt of " + name(step) + " is in progress");
        }
        return attempt;
    }

    private static String name(JsonNode step) {
        return step.path("pod").asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** {@code CSIStorageCapacityAdd} is {@code CSI_STORAGE_CAPACITY_ADD}. */
    private static ClusterEvent event(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").replaceAll("(?<=CSI)(?=[A-Z])", "_");
        return ClusterEvent.valueOf(words.toUpperCase(Locale.ROOT));
    }
}
