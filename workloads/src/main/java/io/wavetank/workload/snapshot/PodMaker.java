package io.wavetank.workload.snapshot;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.TraceFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes submissions of the pods in a snapshot and of those that its controllers still have to make; no two have one id. */
final class PodMaker {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_PODS = 5_000_000;
    private static final String METADATA = "metadata";

    final SortedMap<String, Long> dropped = new TreeMap<>();
    private final Objects objects;
    private final PodTemplateReader templates;
    private final Priorities priorities;
    private final SnapshotOptions options;
    private final List<NodeSpec> nodes;
    private final Map<String, Integer> nodeNumbers = new HashMap<>();
    private final Map<TaskClass, TaskClass> classes = new HashMap<>();
    private final List<Submission> bound = new ArrayList<>();
    private final List<Submission> waiting = new ArrayList<>();
    /** On which nodes a controller has pods. */
    private final Map<String, List<String>> present = new HashMap<>();
    /** The ids of the pods in the snapshot that have not ended. */
    private final Set<String> existing = new HashSet<>();
    /** All ids that are taken. */
    private final Set<String> taken = new HashSet<>();

    /** A pod and when it was made. */
    private record Dated(Instant created, Fields pod) {}

    PodMaker(
            Objects objects,
            PodTemplateReader templates,
            Priorities priorities,
            SnapshotOptions options,
            List<NodeSpec> nodes) {
        this.objects = objects;
        this.templates = templates;
        this.priorities = priorities;
        this.options = options;
        this.nodes = nodes;
        nodes.forEach(node -> nodeNumbers.put(node.name(), nodeNumbers.size()));
    }

    /** All pods: those on nodes first, then the others in time order, each in the order in which they were made. */
    List<Submission> all(Map<String, Long> counts) throws TraceFormatException {
        var sets = new ReplicaSets(objects);
        List<Dated> pods = new ArrayList<>();
        for (Fields each : objects.of("Pod")) {
            pods.add(new Dated(created(each), each));
        }
        pods.sort(Comparator.comparing(Dated::created));
        for (Dated each : pods) {
            pod(each.pod(), sets);
        }
        new ControllerPods(objects, this, options).expand();
        waiting.sort(Comparator.comparingLong(Submission::submitNanos));
        List<Submission> all = new ArrayList<>(bound);
        all.addAll(waiting);
        counts.put("pods_bound", (long) bound.size());
        counts.put("pods_to_be_placed", (long) waiting.size());
        return all;
    }

    /** When a pod was made; one that does not say so is not made yet, and comes last. */
    private static Instant created(Fields pod) throws TraceFormatException {
        Fields stamp = pod.at(METADATA, "creationTimestamp");
        if (!stamp.given()) {
            return Instant.MAX;
        }
        try {
            return OffsetDateTime.parse(stamp.text("")).toInstant();
        } catch (DateTimeException e) {
            throw stamp.fault("'" + stamp.text("") + "' is no time", "write one such as 2024-01-01T00:00:00Z", e);
        }
    }

    List<NodeSpec> nodes() {
        return nodes;
    }

    void drop(String reason, long count) {
        if (count > 0) {
            dropped.merge(reason, count, Long::sum);
        }
    }

    private void pod(Fields pod, ReplicaSets sets) throws TraceFormatException {
        String phase = pod.at("status", "phase").text("");
        Owner owner = Objects.owner(pod);
        String node = pod.at("spec", "nodeName").text("");
        if (phase.equals("Succeeded") || phase.equals("Failed")) {
            pod.settle();
            drop("pod has ended", 1);
            return;
        }
        String namespace = Objects.namespace(pod);
        String id = namespace + "/" + Objects.name(pod);
        existing.add(id);
        taken.add(id);
        String job = owner == null ? "" : namespace + "/" + made(namespace, owner, node, sets);
        Integer number = nodeNumbers.get(node);
        if (!node.isEmpty() && number == null) {
            pod.settle();
            drop("pod is on a node that is not in the snapshot", 1);
            return;
        }
        boolean ofJob = owner != null && owner.kind().equals("Job");
        long work = RunTimes.of(ofJob ? options.jobNanos() : Submission.FOREVER, pod);
        if (pod.at(METADATA, "deletionTimestamp").given()) {
            int grace = pod.at(METADATA, "deletionGracePeriodSeconds").number(30, 0, Integer.MAX_VALUE);
            work = Math.max(1, grace) * SECOND;
        }
        settleRestarts(pod.at("spec"), work);
        TaskClass asked = shared(templates.read(pod, namespace, owner, null));
        long at = number == null ? RunTimes.submitted(pod) : 0;
        var submission = new Submission(id, job, at, work, RunTimes.estimate(pod), asked);
        if (number == null) {
            come(submission, pod.at("spec"));
        } else {
            bound.add(submission.boundTo(number));
            priorities.count(pod.at("spec"));
        }
    }

    /** Notes a pod that a controller has, and returns the name of the controller on top. */
    private String made(String namespace, Owner owner, String node, ReplicaSets sets) {
        note(owner.kind(), namespace, owner.name(), node);
        if (!owner.kind().equals("ReplicaSet")) {
            return owner.name();
        }
        String deployment = sets.deployment(namespace, owner.name());
        if (!deployment.isEmpty() && !sets.knows(namespace, owner.name())) {
            note("Deployment", namespace, deployment, node);
        }
        return deployment.isEmpty() ? owner.name() : deployment;
    }

    private void note(String kind, String namespace, String name, String node) {
        present.computeIfAbsent(key(kind, namespace, name), key -> new ArrayList<>())
                .add(node);
    }

    /** What starts a pod again is not simulated, and says nothing of a pod that runs to the end, or is not to start again. */
    private static void settleRestarts(Fields spec, long workNanos) {
        spec.settle("restartPolicy", "Never", "OnFailure", workNanos == Submission.FOREVER ? "Always" : "");
    }

    private TaskClass shared(TaskClass asked) {
        TaskClass known = classes.putIfAbsent(asked, asked);
        return known == null ? asked : known;
    }

    static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }

    /**
     * The nodes of the pods that a controller has; an empty name for a pod that waits. Of a Deployment, those whose ReplicaSets are not in the
     * snapshot.
     */
    List<String> present(String kind, String namespace, String name) {
        return present.getOrDefault(key(kind, namespace, name), List.of());
    }

    /** Whether a pod of this id is in the snapshot and has not ended. */
    boolean exists(String id) {
        return existing.contains(id);
    }

    /** Returns what the pods of a controller have in common. */
    PodPlan plan(Fields controller, Fields template, Owner owner, String job, long workNanos)
            throws TraceFormatException {
        settleRestarts(template.at("spec"), workNanos);
        return new PodPlan(
                controller,
                template.at("spec"),
                job,
                RunTimes.submitted(template, controller),
                workNanos,
                RunTimes.estimate(template, controller),
                asked(template, Objects.namespace(controller), owner, null));
    }

    /** Returns what the pods of a template ask for. */
    TaskClass asked(Fields template, String namespace, Owner owner, @Nullable String pinned)
            throws TraceFormatException {
        return shared(templates.read(template, namespace, owner, pinned));
    }

    /** Refuses so many more pods if they are too many. */
    void checkRoom(Fields where, long more) throws TraceFormatException {
        if (more > MOST_PODS - waiting.size()) {
            throw where.fault("more than " + MOST_PODS + " pods are to be made", "ask for fewer replicas");
        }
    }

    /** Makes a pod; if its id is taken already, the id is told apart. */
    void add(PodPlan plan, String id, long atNanos) throws TraceFormatException {
        checkRoom(plan.where(), 1);
        String free = id;
        for (int i = 2; !taken.add(free); i++) {
            free = id + "-n" + i;
        }
        come(
                new Submission(free, plan.job(), atNanos, plan.workNanos(), plan.estimateNanos(), plan.asked()),
                plan.spec());
    }

    private void come(Submission pod, Fields spec) throws TraceFormatException {
        if (pod.submitNanos() < options.untilNanos()) {
            waiting.add(pod);
            priorities.count(spec);
        } else {
            drop("pod would come after the end of the run", 1);
        }
    }
}
