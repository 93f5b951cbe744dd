package io.wavetank.workload.snapshot;

import io.wavetank.policy.constraint.Owner;
import io.wavetank.workload.input.TraceFormatException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** To which Deployment a ReplicaSet belongs: as it says itself, or, where it is not in the snapshot, by its name, which is that of the Deployment and a hash. */
final class ReplicaSets {
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> deployments = new HashSet<>();

    ReplicaSets(Objects objects) throws TraceFormatException {
        for (Fields each : objects.of("Deployment")) {
            deployments.add(Objects.namespace(each) + "/" + Objects.name(each));
        }
        for (Fields each : objects.of("ReplicaSet")) {
            Owner owner = Objects.owner(each);
            String deployment = owner != null && owner.kind().equals("Deployment") ? owner.name() : "";
            known.put(Objects.namespace(each) + "/" + Objects.name(each), deployment);
        }
    }

    /** Whether the ReplicaSet is in the snapshot. */
    boolean knows(String namespace, String name) {
        return known.containsKey(namespace + "/" + name);
    }

    /** The name of the Deployment; the empty string if the ReplicaSet stands alone. */
    String deployment(String namespace, String name) {
        String said = known.get(namespace + "/" + name);
        if (said != null) {
            return said;
        }
        String front = name.substring(0, Math.max(0, name.lastIndexOf('-')));
        return deployments.contains(namespace + "/" + front) ? front : "";
    }
}
