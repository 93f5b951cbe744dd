package io.wavetank.workload.snapshot;

import io.wavetank.sim.Submission;
import io.wavetank.workload.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Snapshots of one node, n1, and a few more objects. */
final class Manifests {
    static final String NODE =
            "{kind: Node, metadata: {name: n1}, status: {allocatable: {cpu: 8, memory: 32Gi, pods: 110}}}";
    static final long MINUTE = 60_000_000_000L;

    private Manifests() {}

    static Snapshot read(Path folder, String... objects) throws IOException {
        return bare(folder, NODE + "\n---\n" + String.join("\n---\n", objects));
    }

    static Snapshot bare(Path folder, String text) throws IOException {
        return SnapshotReader.read(Written.text(folder, "all.yaml", text), SnapshotOptions.DEFAULT);
    }

    static List<String> ids(Snapshot snapshot) {
        return snapshot.pods().stream().map(Submission::id).toList();
    }

    static List<Long> minutes(Snapshot snapshot) {
        return snapshot.pods().stream().map(pod -> pod.submitNanos() / MINUTE).toList();
    }

    static String pod(String name, String more, String spec) {
        return "{kind: Pod, metadata: {name: " + name + more + "}, spec: {containers: [{name: c}]" + spec + "}}";
    }

    static String owned(String kind, String name) {
        return ", ownerReferences: [{kind: " + kind + ", name: " + name + ", controller: true}]";
    }

    /** An object that has a template of pods. */
    static String templated(String kind, String name, String spec, String rest) {
        return "{kind: " + kind + ", metadata: {name: " + name + "}, spec: {" + spec
                + "template: {spec: {containers: [{name: c}]}}}" + rest + "}";
    }
}
