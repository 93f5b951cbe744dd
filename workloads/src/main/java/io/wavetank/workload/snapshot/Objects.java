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

    private final SortedMap<String, List<Fields>> byKind = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private long repeated;

    /** Takes in a document: an object, or a list of them. */
    void add(Fields document) throws TraceFormatException {
        String kind = document.at("kind").text("");
        document.at("apiVersion").settle();
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
        if (seen.add(kind + "/" + namespace(document) + "/" + name(document))) {
            byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(document);
        } else {
            repeated++;
        }
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

    /** Whether an object's controller is in the snapshot too, and so makes what the object would. */
    boolean controlled(Fields object) throws TraceFormatException {
        Owner owner = owner(object);
        if (owner == null) {
            return false;
        }
        for (Fields each : of(owner.kind())) {
            if (name(each).equals(owner.name()) && namespace(each).equals(namespace(object))) {
                return true;
            }
        }
        return false;
    }

    /** Fields of objects that were looked at and are not honoured; of a kind that is not simulated, the object. */
    SortedMap<String, Long> ignored(Set<String> kinds) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Map.Entry<String, List<Fields>> entry : byKind.entrySet()) {
            if (kinds.contains(entry.getKey())) {
                entry.getValue().forEach(each -> each.collectUnread(entry.getKey(), counts));
            }
        }
        return counts;
    }
}
