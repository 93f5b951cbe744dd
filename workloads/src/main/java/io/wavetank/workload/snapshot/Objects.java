package io.wavetank.workload.snapshot;

import io.wavetank.policy.constraint.Owner;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects of a snapshot by their kind, each once: an object that is there again under the same name is left out and counted. */
final class Objects {
    private static final List<String> BOOKKEEPING = List.of(
            "name",
            "generateName",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "managedFields",
            "selfLink");

    private static final List<String> APPS = List.of("apps", "extensions");

    /** The kinds that are looked at, and the groups of the API that they are in; the core group has no name. */
    private static final Map<String, List<String>> GROUPS = Map.ofEntries(
            Map.entry("CronJob", List.of("batch")),
            Map.entry("DaemonSet", APPS),
            Map.entry("Deployment", APPS),
            Map.entry("HorizontalPodAutoscaler", List.of("autoscaling")),
            Map.entry("Job", List.of("batch")),
            Map.entry("Namespace", List.of("")),
            Map.entry("Node", List.of("")),
            Map.entry("Pod", List.of("")),
            Map.entry("PodDisruptionBudget", List.of("policy")),
            Map.entry("PriorityClass", List.of("scheduling.k8s.io")),
            Map.entry("ReplicaSet", APPS),
            Map.entry("ReplicationController", List.of("")),
            Map.entry("Service", List.of("")),
            Map.entry("StatefulSet", APPS));

    private final SortedMap<String, Long> notHonoured = new TreeMap<>();
    private final SortedMap<String, List<Fields>> byKind = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private long repeated;

    /** Takes in a document: an object, or a list of them. */
    void add(Fields document) throws TraceFormatException {
        String kind = document.at("kind").text("");
        String version = document.at("apiVersion").text("");
        if (kind.isEmpty()) {
            throw document.fault("this is no Kubernetes object: it has no 'kind'", "leave the file out, or mend it");
        }
        if (kind.endsWith("List") && document.at("items").given()) {
            document.at("metadata").settle();
            for (Fields item : document.at("items").list()) {
                add(item);
            }
            return;
        }
        Fields metadata = document.at("metadata");
        for (String key : BOOKKEEPING) {
            metadata.at(key).settle();
        }
        if (metadata.at("name").text("").isEmpty()) {
            throw document.fault("this " + kind + " has no metadata.name", "give it one");
        }
        kind = inGroup(kind, version);
        if (seen.add(kind + "/" + namespace(document) + "/" + name(document))) {
            byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(document);
        } else {
            repeated++;
        }
    }

    /** The kind, with its group behind it where that is not the one that Kubernetes has the kind in: another object of the same name. */
    private static String inGroup(String kind, String version) {
        String group = version.substring(0, Math.max(0, version.indexOf('/')));
        List<String> groups = GROUPS.getOrDefault(kind, List.of());
        return version.isEmpty() || groups.isEmpty() || groups.contains(group)
                ? kind
                : kind + (group.isEmpty() ? " of the core group" : "." + group);
    }

    /** Whether objects of a kind are simulated, or at least kept. */
    static boolean simulated(String kind) {
        return GROUPS.containsKey(kind);
    }

    /** Notes a value that is not honoured, once more. */
    void notHonoured(String what) {
        notHonoured.merge(what, 1L, Long::sum);
    }

    List<Fields> of(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    SortedMap<String, List<Fields>> all() {
        return byKind;
    }

    long repeated() {
        return repeated;
    }

    static String name(Fields object) throws TraceFormatException {
        return object.at("metadata", "name").text("");
    }

    static String namespace(Fields object) throws TraceFormatException {
        return object.at("metadata", "namespace").text("default");
    }

    /** The controller that made an object, if any. */
    static @Nullable Owner owner(Fields object) throws TraceFormatException {
        for (Fields each : object.at("metadata", "ownerReferences").list()) {
            if (each.at("controller").truth()) {
                each.settle();
                return new Owner(each.at("kind").text(""), each.at("name").text(""));
            }
        }
        return null;
    }

    /** The ReplicaSets in the snapshot that a Deployment made. */
    List<Fields> replicaSetsOf(Fields deployment) throws TraceFormatException {
        List<Fields> made = new ArrayList<>();
        for (Fields each : of("ReplicaSet")) {
            if (namespace(each).equals(namespace(deployment))
                    && new Owner("Deployment", name(deployment)).equals(owner(each))) {
                made.add(each);
            }
        }
        return made;
    }

    /** Whether a ReplicaSet's Deployment is in the snapshot too, and so makes the pods; other owners, such as those of operators, make none. */
    boolean controlled(Fields object) throws TraceFormatException {
        Owner owner = owner(object);
        if (owner == null || !owner.kind().equals("Deployment")) {
            return false;
        }
        for (Fields each : of(owner.kind())) {
            if (name(each).equals(owner.name()) && namespace(each).equals(namespace(object))) {
                return true;
            }
        }
        return false;
    }

    /** Fields of the objects that are simulated that are not honoured; what a cluster reports as status asks for nothing, and is none. */
    SortedMap<String, Long> ignored() throws TraceFormatException {
        SortedMap<String, Long> counts = new TreeMap<>(notHonoured);
        for (Map.Entry<String, List<Fields>> entry : byKind.entrySet()) {
            if (simulated(entry.getKey())) {
                for (Fields each : entry.getValue()) {
                    each.at("status").settle();
                    each.at("metadata", "ownerReferences").settle();
                    each.collectUnread(entry.getKey(), counts);
                }
            }
        }
        return counts;
    }
}
