package io.wavetank.experiment.conformance.queue;

import static io.wavetank.experiment.conformance.queue.QueueState.MILLI;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Nominations;
import io.wavetank.policy.kubernetes.framework.Preemption;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.queue.ClusterEvent;
import io.wavetank.policy.kubernetes.queue.Nominator;
import io.wavetank.policy.kubernetes.queue.QueueSettings;
import io.wavetank.policy.kubernetes.queue.QueuedPod;
import io.wavetank.policy.kubernetes.queue.SchedulingQueue;
import io.wavetank.policy.kubernetes.queue.WakeUps;
import io.wavetank.report.result.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Replays a timeline of the whole loop: pods arrive and end as recorded; flushes, attempts, evictions and their consequences are our own,
 * and are held against the recording one by one.
 *
 * <p>Whatever is due happens on even milliseconds: flushes, then what is recorded, then the removal of evicted pods. If a pod is active
 * then, one attempt is made a millisecond later.
 */
final class LoopTimeline {
    static final List<String> OPERATIONS =
            List.of("arrive", "finish", "gone", "cycle", "flushBackoff", "flushUnschedulable");

    private static final List<String> KEYS = List.of(
            "op",
            "t",
            "pod",
            "attempts",
            "result",
            "node",
            "plugins",
            "victims",
            "nominated",
            "cleared",
            "nominatedBefore");
    private static final SchedulerProfile PROFILE =
            SchedulerProfile.defaults(Compatibility.V1_26).withPercentageOfNodesToScore(100);
    private static final long NEVER = Long.MAX_VALUE;

    private final WakeUps wakeUps = WakeUps.kubernetes126();
    private final QueueState states = new QueueState(wakeUps);
    private final ClusterCache cluster = new ClusterCache();
    private final KubeScheduler scheduler = new KubeScheduler(cluster, PROFILE, TieRule.LOWEST_NAME, new Draws(0, 0));
    private final Nominations nominations = scheduler.nominations();
    private final SchedulingQueue<QueuePod> queue =
            new SchedulingQueue<>(QueueSettings.DEFAULT, wakeUps, 0, nominator());
    private final List<String> nodeNames = new ArrayList<>();
    private final Map<String, Pod> placed = new HashMap<>();
    private final Map<String, Long> graceMillis = new HashMap<>();
    private final PriorityQueue<Removal> removals =
            new PriorityQueue<>(Comparator.comparingLong(Removal::atMillis).thenComparingInt(Removal::order));
    private final Deque<JsonNode> arrivalsAndEnds = new ArrayDeque<>();
    private final JsonNode recorded;
    private final StepComparison comparison;
    private int pods;
    private int evictions;
    private int produced;

    /** An evicted pod and when it will be gone. */
    private record Removal(long atMillis, int order, Pod pod) {}

    LoopTimeline(JsonNode file) {
        file.path("nodes").forEach(node -> {
            int slot = cluster.putNode(QueueNode.read(node).spec());
            nodeNames.add(slot, node.path("name").asText());
        });
        file.path("bound")
                .forEach(body -> place(
                        newPod(body),
                        body.path("node").asText(),
                        body.path("start").asLong()));
        this.recorded = file.path("steps");
        recorded.forEach(step -> {
            String op = step.path("op").asText();
            if (op.equals("arrive") || op.equals("finish")) {
                arrivalsAndEnds.add(step);
            }
        });
        this.comparison = new StepComparison(recorded, state());
    }

    private Nominator<QueuePod> nominator() {
        return new Nominator<>() {
            @Override
            public void forget(QueuePod pod) {
                nominations.forget(pod.pod());
            }

            @Override
            public void replace(QueuePod before, QueuePod after) {
                nominations.replace(before.pod(), after.pod());
            }
        };
    }

    /** Replays all steps. */
    Outcome replay() {
        long even = 0;
        while (produced < recorded.size()) {
            long next = Math.min(nextDue(), queue.hasActive() ? even + 2 : NEVER);
            if (next == NEVER) {
                comparison.disagree(produced, "nothing happens here any more");
                return comparison.outcome();
            }
            even = next;
            try {
                instant(even);
            } catch (IllegalArgumentException | IllegalStateException impossible) {
                comparison.disagree(produced, "not possible here: " + impossible.getMessage());
                return comparison.outcome();
            }
        }
        return comparison.outcome();
    }

    private long nextDue() {
        long flush = Math.min(queue.nextBackoffFlushNanos(), queue.nextUnschedulableFlushNanos());
        long next = flush == NEVER ? NEVER : flush / MILLI;
        JsonNode input = arrivalsAndEnds.peekFirst();
        next = Math.min(next, input == null ? NEVER : input.path("t").asLong());
        Removal removal = removals.peek();
        return Math.min(next, removal == null ? NEVER : removal.atMillis());
    }

    private void instant(long millis) {
        long now = millis * MILLI;
        if (queue.nextBackoffFlushNanos() <= now) {
            queue.flushBackoff(now);
            produce(step("flushBackoff", millis));
        }
        if (queue.nextUnschedulableFlushNanos() <= now) {
            queue.flushUnschedulable(now);
            produce(step("flushUnschedulable", millis));
        }
        JsonNode input = arrivalsAndEnds.peekFirst();
        while (input != null && input.path("t").asLong() <= millis) {
            arrivalsAndEnds.removeFirst();
            apply(input, millis);
            input = arrivalsAndEnds.peekFirst();
        }
        Removal removal = removals.peek();
        while (removal != null && removal.atMillis() <= millis) {
            removals.remove();
            if (placed.get(removal.pod().name()) == removal.pod()) {
                remove("gone", removal.pod().name(), millis);
            }
            removal = removals.peek();
        }
        if (queue.hasActive()) {
            attempt(millis + 1);
        }
    }

    private void apply(JsonNode input, long millis) {
        JsonNode pod = input.path("pod");
        if (input.path("op").asText().equals("arrive")) {
            queue.add(newPod(pod), millis * MILLI);
            ObjectNode step = step("arrive", millis);
            step.set("pod", pod);
            produce(step);
        } else {
            remove("finish", pod.asText(), millis);
        }
    }

    private void remove(String op, String name, long millis) {
        Pod pod = placed.remove(name);
        if (pod == null) {
            throw new IllegalStateException(name + " is on no node");
        }
        cluster.removePod(pod);
        queue.moveAll(ClusterEvent.ASSIGNED_POD_DELETE, millis * MILLI);
        produce(step(op, millis).put("pod", name));
    }

    private void attempt(long millis) {
        QueuedPod<QueuePod> attempt = queue.pop();
        if (attempt == null) {
            throw new IllegalStateException("No pod is active");
        }
        QueuePod pod = attempt.pod();
        ObjectNode step = step("cycle", millis).put("pod", pod.name()).put("attempts", attempt.attempts());
        putNode(step, "nominatedBefore", nominations.node(pod.pod()));
        Findings findings = scheduler.decide(pod.pod(), queue.cycle());
        if (findings.chosen() == Pod.NOWHERE) {
            fail(attempt, findings, step, millis);
        } else {
            String node = nodeNames.get(findings.chosen());
            step.put("result", "bound").put("node", node);
            queue.assume(attempt);
            place(pod, node, millis);
            queue.bound(attempt, other -> other.wantsToBeNear(pod.podClass(), cluster), millis * MILLI);
        }
        produce(step);
    }

    private void fail(QueuedPod<QueuePod> attempt, Findings findings, ObjectNode step, long millis) {
        Pod pod = attempt.pod().pod();
        step.put("result", "failed");
        SortedSet<String> plugins = rejecting(findings);
        plugins.forEach(step.putArray("plugins")::add);
        Preemption preemption = scheduler.preempt(pod, findings, queue.cycle());
        Preemption.Candidate chosen = preemption.chosen();
        queue.rejected(attempt, wakeUps.plugins(plugins), millis * MILLI);
        if (chosen != null) {
            nominations.nominate(pod, chosen.node());
            chosen.victims().forEach(victim -> evict(victim, millis));
            chosen.victims().forEach(victim -> step.withArray("victims").add(victim.name()));
            nominations
                    .forgetBelow(pod, chosen.node())
                    .forEach(lower -> step.withArray("cleared").add(lower.name()));
        } else if (preemption.eligible()) {
            nominations.forget(pod);
        }
        putNode(step, "nominated", nominations.node(pod));
    }

    private static SortedSet<String> rejecting(Findings findings) {
        SortedSet<String> plugins = new TreeSet<>();
        for (int i = 0; i < findings.rejectedCount(); i++) {
            Status status = findings.status(findings.rejected()[i]);
            if (status != null) {
                plugins.add(status.plugin());
            }
        }
        return plugins;
    }

    /** A pod that is about to end is not told a second time: it keeps its time, and nobody hears of it. */
    private void evict(Pod victim, long millis) {
        if (victim.terminating()) {
            return;
        }
        cluster.terminate(victim);
        long grace = graceMillis.getOrDefault(victim.name(), 0L);
        removals.add(new Removal(millis + 1 + grace, evictions++, victim));
        queue.move(
                ClusterEvent.ASSIGNED_POD_UPDATE,
                other -> other.wantsToBeNear(victim.podClass(), cluster),
                millis * MILLI);
    }

    private void putNode(ObjectNode step, String key, int node) {
        if (node != Pod.NOWHERE) {
            step.put(key, nodeNames.get(node));
        }
    }

    private static ObjectNode step(String op, long millis) {
        return Json.object().put("op", op).put("t", millis);
    }

    private void produce(ObjectNode step) {
        if (produced < recorded.size()) {
            comparison.compare(produced, KEYS, step, state());
        }
        produced++;
    }

    private ObjectNode state() {
        ObjectNode state = states.of(queue);
        QueueState.addNominations(state, nominations, nodeNames);
        return state;
    }

    private QueuePod newPod(JsonNode body) {
        graceMillis.put(
                body.path("name").asText(), 1000 * body.path("graceSeconds").asLong());
        return QueuePod.read(pods++, body, cluster);
    }

    private void place(QueuePod pod, String node, long startMillis) {
        Pod onNode = pod.pod().with(pod.podClass(), startMillis);
        cluster.putPod(onNode, node);
        placed.put(pod.name(), onNode);
    }
}
