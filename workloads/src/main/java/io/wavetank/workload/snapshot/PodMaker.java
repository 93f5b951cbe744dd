package io.wavetank.workload.snapshot;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes submissions of the pods in a snapshot and of those that its controllers still have to make. */
final class PodMaker {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_PODS = 5_000_000;

    final SortedMap<String, Long> dropped = new TreeMap<>();
    final Map<String, Long> counts;
    private final Objects objects;
    private final PodTemplateReader templates;
    private final SnapshotOptions options;
    private final List<NodeSpec> nodes;
    private final Map<String, Integer> nodeNumbers = new HashMap<>();
    private final Map<TaskClass, TaskClass> classes = new HashMap<>();
    private final List<Submission> bound = new ArrayList<>();
    private final List<Submission> waiting = new ArrayList<>();
    /** How many pods a controller has, and on which nodes. */
    private final Map<String, List<String>> present = new HashMap<>();

    PodMaker(
            Objects objects,
            PodTemplateReader templates,
            SnapshotOptions options,
            List<NodeSpec> nodes,
            Map<String, Long> counts) {
        this.objects = objects;
        this.templates = templates;
        this.options = options;
        this.nodes = nodes;
        this.counts = counts;
        nodes.forEach(node -> nodeNumbers.put(node.name(), nodeNumbers.size()));
    }

    /** All pods: those on nodes first, then the others in time order. */
    List<Submission> all() throws TraceFormatException {
        for (Fields pod : objects.of("Pod")) {
            pod(pod);
        }
        new ControllerPods(objects, this, options).expand();
        waiting.sort(Comparator.comparingLong(Submission::submitNanos));
        List<Submission> all = new ArrayList<>(bound);
        all.addAll(waiting);
        counts.put("pods_bound", (long) bound.size());
        counts.put("pods_to_be_placed", (long) waiting.size());
        return all;
    }

    void drop(String reason, long count) {
        if (count > 0) {
            dropped.merge(reason, count, Long::sum);
        }
    }

    private void pod(Fields pod) throws TraceFormatException {
        String phase = pod.at("status", "phase").text("");
        Owner owner = Objects.owner(pod);
        String node = pod.at("spec", "nodeName").text("");
        if (phase.equals("Succeeded") || phase.equals("Failed")) {
            pod.settle();
            drop("pod has ended", 1);
            return;
        }
        String namespace = Objects.namespace(pod);
        if (owner != null) {
            present.computeIfAbsent(key(owner.kind(), namespace, owner.name()), key -> new ArrayList<>())
                    .add(node);
        }
        Integer number = nodeNumbers.get(node);
        if (!node.isEmpty() && number == null) {
            pod.settle();
            drop("pod is on a node that is not in the snapshot", 1);
            return;
        }
        boolean job = owner != null && owner.kind().equals("Job");
        long work = RunTimes.of(job ? options.jobNanos() : Submission.FOREVER, pod);
        if (pod.at("metadata", "deletionTimestamp").given()) {
            int grace = pod.at("metadata", "deletionGracePeriodSeconds").number(30, 0, Integer.MAX_VALUE);
            work = Math.max(1, grace) * SECOND;
        }
        TaskClass asked = templates.read(pod, namespace, owner, null);
        String jobName = owner == null ? "" : namespace + "/" + owner.name();
        Submission submission =
                new Submission(namespace + "/" + Objects.name(pod), jobName, 0, work, -1, shared(asked));
        (number == null ? waiting : bound).add(number == null ? submission : submission.boundTo(number));
    }

    private TaskClass shared(TaskClass asked) {
        TaskClass known = classes.putIfAbsent(asked, asked);
        return known == null ? asked : known;
    }

    static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }

    /** The nodes of the pods that a controller has; an empty name for a pod that waits. */
    List<String> present(String kind, String namespace, String name) {
        return present.getOrDefault(key(kind, namespace, name), List.of());
    }

    /** How many pods there are whose controller has a name that begins so, as ReplicaSets that are not in the snapshot have. */
    long presentByPrefix(String kind, String namespace, String prefix) {
        String start = key(kind, namespace, prefix);
        long count = 0;
        for (String each : new java.util.TreeSet<>(present.keySet())) {
            if (each.startsWith(start) && each.indexOf('-', start.length()) < 0) {
                count += present.getOrDefault(each, List.of()).size();
            }
        }
        return count;
    }

    /** Returns what the pods of a template ask for. */
    TaskClass asked(Fields template, String namespace, @Nullable Owner owner) throws TraceFormatException {
        return shared(templates.read(template, namespace, owner, null));
    }

    void add(Fields where, String id, String job, long atNanos, long workNanos, TaskClass asked)
            throws TraceFormatException {
        if (waiting.size() >= MOST_PODS) {
            throw where.fault("more than " + MOST_PODS + " pods are to be made", "ask for fewer replicas");
        }
        if (atNanos < options.untilNanos()) {
            waiting.add(new Submission(id, job, atNanos, workNanos, -1, asked));
        } else {
            drop("pod would come after the end of the run", 1);
        }
    }

    /** Makes the pods of a daemon that are missing: one for each node where it may run. */
    void daemon(Fields daemon, Fields template, Owner owner) throws TraceFormatException {
        String namespace = Objects.namespace(daemon);
        List<String> there = present("DaemonSet", namespace, owner.name());
        long work = RunTimes.of(Submission.FOREVER, template, daemon);
        long waitingThere = there.stream().filter(String::isEmpty).count();
        for (NodeSpec node : nodes) {
            TaskClass plain = templates.read(template, namespace, owner, null);
            if (there.contains(node.name()) || !runsOn(plain, node)) {
                continue;
            }
            if (node.cordoned()) {
                drop("pod of a DaemonSet for a cordoned node", 1);
            } else if (waitingThere > 0) {
                waitingThere--; // one that waits already is for one of these nodes
            } else {
                TaskClass pinned = templates.read(template, namespace, owner, node.name());
                String id = namespace + "/" + owner.name() + "-" + node.name();
                add(daemon, id, namespace + "/" + owner.name(), 0, work, shared(withDaemonTolerations(pinned)));
            }
        }
    }

    private static boolean runsOn(TaskClass plain, NodeSpec node) {
        TaskClass pod = withDaemonTolerations(plain);
        for (Map.Entry<String, String> wanted : pod.nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
                return false;
            }
        }
        for (Taint taint : node.taints()) {
            if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !pod.tolerates(taint)) {
                return false;
            }
        }
        return pod.pod().nodeAffinity().allows(node.name(), node.labels());
    }

    /** What the DaemonSet controller adds to every pod that it makes. */
    private static TaskClass withDaemonTolerations(TaskClass plain) {
        List<Toleration> all = new ArrayList<>(plain.tolerations());
        for (String key : List.of("not-ready", "unreachable")) {
            all.add(new Toleration("node.kubernetes.io/" + key, null, Taint.Effect.NO_EXECUTE));
        }
        for (String key : List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable")) {
            all.add(new Toleration("node.kubernetes.io/" + key, null, Taint.Effect.NO_SCHEDULE));
        }
        var builder = TaskClass.builder()
                .labels(plain.labels())
                .tenant(plain.tenant())
                .nodeSelector(plain.nodeSelector())
                .priority(plain.priority())
                .pod(plain.pod())
                .tolerations(all)
                .cpuMillis(plain.request(Resources.CPU))
                .memoryBytes(plain.request(Resources.MEMORY))
                .ephemeralStorageBytes(plain.request(Resources.EPHEMERAL_STORAGE));
        for (int i = Resources.FIXED; i < plain.resourceCount(); i++) {
            builder.extended(i, plain.request(i));
        }
        return builder.build();
    }
}
