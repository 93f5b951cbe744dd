package io.wavetank.workload.edit;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts other names in the place of all names in a workload: of tasks, jobs, tenants, nodes, and the values of labels, selectors, taints and tolerations; keys
 * of Kubernetes itself ({@code kubernetes.io/...}) stay, all others change as well. One name becomes the same other one everywhere, so that what belongs
 * together still does. What a pod says beyond the common terms is left out.
 *
 * <p>A name is the first 64 bits of HMAC-SHA-256 under a key: who has the key can find out whether a name that he guesses is in it, and nobody else.
 * Times, sizes, priorities and GPU models stay as they are, and may tell whose workload it is.
 */
public final class Pseudonyms {
    private static final int BYTES = 8;

    private final Mac mac;
    private final Map<TaskClass, TaskClass> classes = new HashMap<>();

    /** Names under a key, at least one byte. */
    public Pseudonyms(byte[] key) {
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            this.mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a key: " + e.getMessage(), e);
        }
    }

    private String name(String kind, String name) {
        if (name.isEmpty()) {
            return "";
        }
        byte[] code = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        return kind + HexFormat.of().formatHex(code, 0, BYTES);
    }

    private String key(String key) {
        return key.contains("kubernetes.io/") ? key : name("k", key);
    }

    private SortedMap<String, String> map(Map<String, String> values) {
        var changed = new TreeMap<String, String>();
        values.forEach((key, value) -> changed.put(key(key), name("v", value)));
        return changed;
    }

    /** Returns the workload under other names. */
    public SubmissionSource of(SubmissionSource source) {
        return new SubmissionSource() {
            @Override
            public @Nullable Submission next() throws IOException {
                Submission task = source.next();
                return task == null ? null : task(task);
            }

            @Override
            public void close() throws IOException {
                source.close();
            }
        };
    }

    private Submission task(Submission task) {
        String id = name("t", task.id());
        String job = task.job().equals(task.id()) ? id : name("j", task.job());
        return new Submission(
                id,
                job,
                task.submitNanos(),
                task.workNanos(),
                task.estimateNanos(),
                classes.computeIfAbsent(task.taskClass(), this::taskClass));
    }

    private TaskClass taskClass(TaskClass asked) {
        var builder = TaskClass.builder()
                .cpuMillis(asked.request(Resources.CPU))
                .memoryBytes(asked.request(Resources.MEMORY))
                .ephemeralStorageBytes(asked.request(Resources.EPHEMERAL_STORAGE))
                .members(asked.members())
                .gpus(asked.gpuCount(), asked.gpuMillisEach())
                .gpuModels(asked.gpuModels())
                .priority(asked.priority())
                .tenant(name("u", asked.tenant()))
                .labels(map(asked.labels()))
                .nodeSelector(map(asked.nodeSelector()));
        for (int resource = Resources.FIXED; resource < asked.resourceCount(); resource++) {
            builder.extended(resource, asked.request(resource));
        }
        List<Toleration> tolerations = new ArrayList<>();
        for (Toleration toleration : asked.tolerations()) {
            String key = toleration.key();
            String value = toleration.value();
            tolerations.add(new Toleration(
                    key == null ? null : key(key),
                    value == null ? null : name("v", value),
                    toleration.effect(),
                    toleration.seconds()));
        }
        return builder.tolerations(tolerations).build();
    }

    /** Returns a cluster under other names; its images and attach limits are left out. */
    public ClusterSpec of(ClusterSpec cluster) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (NodeSpec node : cluster.nodes()) {
            var changed = NodeSpec.builder(name("n", node.name()));
            for (int resource = 0; resource < cluster.resources().count(); resource++) {
                if (resource != Resources.GPU) {
                    changed.capacity(resource, node.capacity(resource));
                }
                changed.reserved(resource, node.capacity(resource) - node.allocatable(resource));
            }
            changed.gpus(node.gpuCount(), node.gpuModel());
            map(node.labels()).forEach(changed::label);
            List<Taint> taints = new ArrayList<>();
            for (Taint taint : node.taints()) {
                taints.add(new Taint(key(taint.key()), name("v", taint.value()), taint.effect()));
            }
            nodes.add(changed.taints(taints)
                    .speed(node.speed())
                    .pricePerHour(node.pricePerHour())
                    .cordoned(node.cordoned())
                    .build());
        }
        return new ClusterSpec(cluster.resources(), nodes);
    }
}
