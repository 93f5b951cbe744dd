package io.wavetank.workload.snapshot;

import io.wavetank.policy.Resources;
import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a snapshot of a cluster: a file of one or many objects, or a folder of such files, those that end in {@code .yaml}, {@code .yml} or {@code .json}. */
public final class SnapshotReader {
    private static final List<String> TEMPLATED =
            List.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController", "Job");
    private static final int MOST_FILES = 20_000;

    private final SnapshotOptions options;
    private final Objects objects = new Objects();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final SortedMap<String, Long> dropped = new TreeMap<>();
    private long bytes;

    private SnapshotReader(SnapshotOptions options) {
        this.options = options;
    }

    /**
     * Reads a file or a folder.
     *
     * @throws TraceFormatException if anything in it cannot be used, with file and line
     */
    public static Snapshot read(Path path, SnapshotOptions options) throws IOException {
        return new SnapshotReader(options).readAll(path);
    }

    private Snapshot readAll(Path path) throws IOException {
        MessageDigest digest = TraceFile.sha256();
        List<Path> files = files(path);
        for (Path file : files) {
            byte[] content = ManifestReader.bytes(file);
            bytes += content.length;
            digest.update(path.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(content);
            for (Fields document : ManifestReader.read(file, content)) {
                objects.add(document);
            }
        }
        objects.all().forEach((kind, all) -> {
            if (Objects.simulated(kind)) {
                counts.put("objects_" + kind, (long) all.size());
            } else {
                dropped.put("object of kind " + kind, (long) all.size());
            }
        });
        return made(path, files, TraceFile.hex(digest));
    }

    private Snapshot made(Path path, List<Path> files, String sha256) throws TraceFormatException {
        Resources resources = resources();
        Priorities priorities = new Priorities();
        for (Fields each : objects.of("PriorityClass")) {
            priorities.add(each);
        }
        List<NodeSpec> nodes = new ArrayList<>();
        for (Fields each : objects.of("Node")) {
            nodes.add(new NodeReader(resources).read(each));
        }
        if (nodes.isEmpty()) {
            throw new TraceFormatException(
                    path.toString(),
                    0,
                    "there is no Node among the objects",
                    "add those of 'kubectl get nodes -o yaml'");
        }
        var templates = new PodTemplateReader(resources, priorities);
        var maker = new PodMaker(objects, templates, priorities, options, nodes);
        List<Submission> pods = maker.all(counts);
        maker.dropped.forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
        if (pods.isEmpty()) {
            String left = dropped.isEmpty() ? "" : "; left out: " + String.join(", ", dropped.keySet());
            throw new TraceFormatException(
                    path.toString(),
                    0,
                    "there is no pod, and nothing that makes one" + left,
                    "add Pods, Deployments or Jobs");
        }
        var reader = new ObjectReader(objects);
        ApiObjects known = reader.read(priorities, counts);
        List<AutoscalerRecord> autoscalers = reader.autoscalers();
        if (!autoscalers.isEmpty()) {
            counts.put("autoscalers_kept_not_simulated", (long) autoscalers.size());
        }
        priorities.unknown().forEach((name, count) -> counts.put("pods_of_unknown_priority_class_" + name, count));
        if (objects.repeated() > 0) {
            dropped.put("object that is there already", objects.repeated());
        }
        return new Snapshot(
                new ClusterSpec(resources, nodes, known),
                pods,
                autoscalers,
                counts,
                dropped,
                objects.ignored(),
                files,
                bytes,
                sha256);
    }

    /** The resources that nodes offer and pods ask for beyond those that every cluster has. */
    private Resources resources() throws TraceFormatException {
        SortedSet<String> names = new TreeSet<>();
        for (Fields node : objects.of("Node")) {
            NodeReader.names(node, names);
        }
        for (Fields pod : objects.of("Pod")) {
            PodTemplateReader.names(pod.at("spec"), names);
        }
        for (String kind : TEMPLATED) {
            for (Fields each : objects.of(kind)) {
                PodTemplateReader.names(each.at("spec", "template").at("spec"), names);
            }
        }
        for (Fields each : objects.of("CronJob")) {
            PodTemplateReader.names(
                    each.at("spec", "jobTemplate").at("spec", "template").at("spec"), names);
        }
        names.removeAll(List.of(Amounts.CPU, Amounts.MEMORY, Amounts.STORAGE, Amounts.PODS));
        names.removeAll(Amounts.OWN);
        return Resources.withExtended(List.copyOf(names));
    }

    private List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            if (!Files.exists(path)) {
                throw new TraceFormatException(path.toString(), 0, "there is no such file or folder", "name one");
            }
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        long others = 0;
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
                    files.add(file);
                } else {
                    others++;
                }
            }
        }
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new TraceFormatException(
                    path.toString(),
                    0,
                    files.isEmpty() ? "there is no manifest in the folder" : "more than " + MOST_FILES + " manifests",
                    "name a folder with *.yaml, *.yml or *.json files");
        }
        if (others > 0) {
            dropped.put("file that is no manifest", others);
        }
        return files;
    }
}
