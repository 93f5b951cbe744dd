package io.wavetank.experiment.conformance.queue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Nominations;
import io.wavetank.policy.kubernetes.queue.QueuedPod;
import io.wavetank.policy.kubernetes.queue.SchedulingQueue;
import io.wavetank.policy.kubernetes.queue.WakeUps;
import io.wavetank.report.result.Json;
import java.util.List;

/** Puts the state of a queue in the words of the recordings. */
final class QueueState {
    static final long MILLI = 1_000_000L;

    private final WakeUps wakeUps;

    QueueState(WakeUps wakeUps) {
        this.wakeUps = wakeUps;
    }

    /** Returns the state; times in milliseconds. */
    ObjectNode of(SchedulingQueue<QueuePod> queue) {
        ObjectNode state = Json.object();
        ArrayNode active = state.putArray("active");
        queue.active().forEach(entry -> entry(active, entry, entry.timestampNanos()));
        ArrayNode backoff = state.putArray("backoff");
        queue.backoff().forEach(entry -> entry(backoff, entry, entry.expiryNanos()));
        ArrayNode unschedulable = state.putArray("unschedulable");
        queue.unschedulable().forEach(entry -> {
            ArrayNode names =
                    entry(unschedulable, entry, entry.timestampNanos()).addArray();
            wakeUps.names(entry.plugins()).forEach(names::add);
        });
        state.put("cycle", queue.cycle());
        state.put("moveCycle", queue.moveCycle());
        return state;
    }

    private static ArrayNode entry(ArrayNode list, QueuedPod<QueuePod> entry, long nanos) {
        return list.addArray().add(entry.pod().name()).add(entry.attempts()).add(nanos / MILLI);
    }

    /** Adds the nominations: node to pods, in byte order. */
    static void addNominations(ObjectNode state, Nominations nominations, List<String> nodes) {
        ObjectNode nominated = state.putObject("nominated");
        for (int node = 0; node < nodes.size(); node++) {
            List<String> names =
                    nominations.on(node).stream().map(Pod::name).sorted().toList();
            if (!names.isEmpty()) {
                ArrayNode pods = nominated.putArray(nodes.get(node));
                names.forEach(pods::add);
            }
        }
    }
}
