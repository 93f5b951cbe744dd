package io.wavetank.experiment.conformance.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.cluster.AffinityTerm;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.queue.PendingPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pod of a recorded timeline as it was at one time.
 *
 * @param index its number, in the order in which pods appear
 * @param pod everything else
 */
record QueuePod(int index, Pod pod) implements PendingPod {
    @Override
    public int priority() {
        return pod.priority();
    }

    @Override
    public int kind() {
        return podClass().id();
    }

    String name() {
        return pod.name();
    }

    PodClass podClass() {
        return pod.podClass();
    }

    /** Reads a body. */
    static QueuePod read(int index, JsonNode body, ClusterCache cluster) {
        var selector = new TreeMap<String, String>();
        if (!body.path("pool").asText("").isEmpty()) {
            selector.put("pool", body.path("pool").asText());
        }
        var template =
                new PodTemplate(labels(body.path("labels")), selector, tolerations(body.path("tolerates")), spec(body));
        return new QueuePod(
                index,
                new Pod(
                        body.path("name").asText(),
                        cluster.podClass(template),
                        body.path("priority").asInt(),
                        body.path("start").asLong()));
    }

    private static PodSpec spec(JsonNode body) {
        var requests = new TreeMap<String, Long>();
        requests.put("cpu", body.path("cpu").asLong());
        requests.put("memory", body.path("memory").asLong());
        List<HostPort> ports = body.has("hostPort")
                ? List.of(new HostPort("TCP", "", body.path("hostPort").asInt()))
                : List.of();
        PodSpec.Builder spec = PodSpec.builder().containers(List.of(new ContainerSpec("", requests, ports)));
        String app = body.path("wantsApp").asText("");
        if (!app.isEmpty()) {
            var selector = LabelSelector.of(new TreeMap<>(Map.of("app", app)));
            var term = new PodAffinityTerm(selector, List.of(), null, "kubernetes.io/hostname");
            spec.podAffinity(new PodAffinity(List.of(term), List.of()));
        }
        return spec.neverPreempts(body.path("preemptionPolicy").asText("").equals("Never"))
                .build();
    }

    private static SortedMap<String, String> labels(JsonNode labels) {
        var read = new TreeMap<String, String>();
        labels.properties()
                .forEach(label -> read.put(label.getKey(), label.getValue().asText()));
        return read;
    }

    private static List<Toleration> tolerations(JsonNode keys) {
        List<Toleration> read = new ArrayList<>();
        keys.forEach(key -> read.add(new Toleration(key.asText(), null, null)));
        return read;
    }

    /** Returns the pod with the parts that an update names. */
    QueuePod updated(JsonNode update, ClusterCache cluster) {
        PodTemplate before = podClass().template();
        var after = new PodTemplate(
                update.has("labels") ? labels(update.path("labels")) : before.labels(),
                before.nodeSelector(),
                update.has("tolerates") ? tolerations(update.path("tolerates")) : before.tolerations(),
                before.spec());
        return new QueuePod(index, pod.with(cluster.podClass(after), pod.start()));
    }

    /** Whether a required affinity term of this pod matches the other. */
    boolean wantsToBeNear(PodClass other, ClusterCache cluster) {
        for (AffinityTerm term : podClass().requiredAffinity()) {
            if (term.matches(other, cluster.objects())) {
                return true;
            }
        }
        return false;
    }
}
