package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each pod found a place last time. What is not set again is forgotten at the second call of {@link #age}. */
final class Hints {
    private Map<String, String> current = new HashMap<>();
    private Map<String, String> previous = new HashMap<>();

    @Nullable
    String get(RunningPod pod) {
        String node = current.get(pod.key());
        return node == null ? previous.get(pod.key()) : node;
    }

    void set(RunningPod pod, String node) {
        current.put(pod.key(), node);
    }

    void age() {
        previous = current;
        current = new HashMap<>();
    }
}
