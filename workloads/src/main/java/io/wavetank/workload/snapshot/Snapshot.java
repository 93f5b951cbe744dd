package io.wavetank.workload.snapshot;

import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster as its objects describe it, and the pods that it has and will have.
 *
 * @param cluster nodes and what the API server knows besides
 * @param pods those bound first, then those that pend in the order of their making, then those to come, in time order
 * @param autoscalers kept, and not simulated
 * @param counts what there was, by kind, and what was made of it
 * @param dropped pods and objects that are not simulated, by reason
 * @param ignored fields that are not honoured, by path, and how often each is given
 * @param files the files that were read
 * @param bytes their size
 * @param sha256 the digest of their names and bytes
 */
public record Snapshot(
        ClusterSpec cluster,
        List<Submission> pods,
        List<AutoscalerRecord> autoscalers,
        Map<String, Long> counts,
        SortedMap<String, Long> dropped,
        SortedMap<String, Long> ignored,
        List<Path> files,
        long bytes,
        String sha256) {
    /** Copies its parts. */
    public Snapshot {
        pods = List.copyOf(pods);
        autoscalers = List.copyOf(autoscalers);
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
        ignored = Collections.unmodifiableSortedMap(new TreeMap<>(ignored));
        files = List.copyOf(files);
    }
}
