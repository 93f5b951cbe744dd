package io.wavetank.workload.write;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.snapshot.Annotations;
import io.wavetank.workload.write.Losses.Part;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes Kubernetes manifests, one document each: the nodes, then a Pod for each task, or an indexed Job for a gang.
 *
 * <p>Manifests have no times: when a task arrives, how long it runs and is said to run stand in {@link Annotations}, from which a snapshot reads
 * them back. Shares of GPUs stand in {@code wavetank.io/gpu-milli}. Names are brought into the form that Kubernetes allows.
 */
final class KubernetesSink implements TaskSink {
    private static final Set<Part> UNHELD = EnumSet.of(Part.JOB, Part.EXTENDED, Part.AFFINITY, Part.POD);

    private final Target target;
    private final Losses losses;
    private final KubernetesNames nodes = new KubernetesNames();
    private final KubernetesNames tasks = new KubernetesNames();

    KubernetesSink(Target target, Losses losses) throws IOException {
        this.target = target;
        this.losses = losses;
        ClusterSpec cluster = target.heading().cluster();
        if (cluster != null) {
            for (NodeSpec node : cluster.nodes()) {
                node(node);
            }
        }
    }

    private void node(NodeSpec node) throws IOException {
        var text = new StringBuilder(
                "---\napiVersion: v1\nkind: Node\nmetadata:\n  name: " + name(nodes, node.name()) + "\n");
        map(text, "  labels", node.labels(), "    ");
        if (!node.taints().isEmpty() || node.cordoned()) {
            text.append("spec:\n");
            text.append(node.cordoned() ? "  unschedulable: true\n" : "");
            text.append(node.taints().isEmpty() ? "" : "  taints:\n");
            for (Taint taint : node.taints()) {
                text.append("  - {key: ")
                        .append(JsonText.of(taint.key()))
                        .append(", value: ")
                        .append(JsonText.of(taint.value()));
                text.append(", effect: ").append(effect(taint.effect())).append("}\n");
            }
        }
        text.append("status:\n  capacity:\n");
        amounts(text, node, false);
        text.append("  allocatable:\n");
        amounts(text, node, true);
        target.write(text.toString());
    }

    private static void amounts(StringBuilder text, NodeSpec node, boolean allocatable) {
        for (int resource : new int[] {Resources.CPU, Resources.MEMORY, Resources.EPHEMERAL_STORAGE, Resources.PODS}) {
            long amount = allocatable ? node.allocatable(resource) : node.capacity(resource);
            String name = switch (resource) {
                case Resources.CPU -> "cpu";
                case Resources.MEMORY -> "memory";
                case Resources.PODS -> "pods";
                default -> "ephemeral-storage";
            };
            if (amount > 0 || resource == Resources.CPU || resource == Resources.MEMORY) {
                text.append("    ")
                        .append(name)
                        .append(": \"")
                        .append(amount)
                        .append(resource == Resources.CPU ? "m" : "")
                        .append("\"\n");
            }
        }
        if (node.gpuCount() > 0) {
            text.append("    nvidia.com/gpu: \"").append(node.gpuCount()).append("\"\n");
        }
    }

    @Override
    public void add(Submission task) throws IOException {
        losses.of(task, UNHELD);
        losses.add("in annotations alone: submit and run time");
        TaskClass asked = task.taskClass();
        boolean gang = asked.members() > 1;
        var text = new StringBuilder("---\napiVersion: ")
                .append(gang ? "batch/v1" : "v1")
                .append("\nkind: ");
        text.append(gang ? "Job" : "Pod")
                .append("\nmetadata:\n  name: ")
                .append(name(tasks, task.id()))
                .append('\n');
        labels(text, asked, "  ");
        text.append("  annotations:\n");
        time(text, Annotations.SUBMIT_TIME, task.submitNanos());
        time(text, Annotations.RUN_TIME, task.workNanos());
        if (task.estimateNanos() >= 0) {
            time(text, Annotations.ESTIMATED_TIME, task.estimateNanos());
        }
        if (asked.gpuCount() == 1 && asked.gpuMillisEach() < 1000) {
            losses.add("in annotations alone: share of a GPU");
            text.append("    wavetank.io/gpu-milli: \"")
                    .append(asked.gpuMillisEach())
                    .append("\"\n");
        }
        text.append("spec:\n");
        if (gang) {
            losses.add("gangs as Jobs, whose pods need not start together");
            text.append("  parallelism: ")
                    .append(asked.members())
                    .append("\n  completions: ")
                    .append(asked.members());
            text.append("\n  completionMode: Indexed\n  template:\n    spec:\n");
            spec(text, asked, "      ");
        } else {
            spec(text, asked, "  ");
        }
        target.write(text.toString());
    }

    private static void time(StringBuilder text, String annotation, long nanos) {
        text.append("    ")
                .append(annotation)
                .append(": \"")
                .append(Annotations.text(nanos))
                .append("\"\n");
    }

    private void labels(StringBuilder text, TaskClass asked, String indent) {
        Map<String, String> labels = new TreeMap<>(asked.labels());
        if (!asked.tenant().isEmpty()) {
            labels.put("wavetank.io/tenant", asked.tenant());
        }
        labels.values().removeIf(value -> {
            boolean allowed = value.matches("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");
            losses.add("labels or tenants that Kubernetes does not allow", !allowed);
            return !allowed;
        });
        map(text, indent + "labels", labels, indent + "  ");
    }

    private static void spec(StringBuilder text, TaskClass asked, String indent) {
        if (asked.priority() != 0) {
            text.append(indent).append("priority: ").append(asked.priority()).append('\n');
        }
        map(text, indent + "nodeSelector", asked.nodeSelector(), indent + "  ");
        models(text, asked, indent);
        text.append(asked.tolerations().isEmpty() ? "" : indent + "tolerations:\n");
        for (Toleration toleration : asked.tolerations()) {
            text.append(indent).append("- {");
            text.append(toleration.key() == null ? "" : "key: " + JsonText.of(toleration.key()) + ", ");
            text.append(toleration.value() == null ? "operator: Exists" : "value: " + JsonText.of(toleration.value()));
            text.append(toleration.effect() == null ? "" : ", effect: " + effect(toleration.effect()));
            text.append(toleration.seconds() == null ? "" : ", tolerationSeconds: " + toleration.seconds())
                    .append("}\n");
        }
        text.append(indent).append("restartPolicy: Never\n").append(indent).append("containers:\n");
        text.append(indent).append("- name: main\n").append(indent).append("  image: none\n");
        text.append(indent).append("  resources:\n").append(indent).append("    requests: {cpu: \"");
        text.append(asked.request(Resources.CPU))
                .append("m\", memory: \"")
                .append(asked.request(Resources.MEMORY))
                .append('"');
        long scratch = asked.request(Resources.EPHEMERAL_STORAGE);
        text.append(scratch == 0 ? "" : ", ephemeral-storage: \"" + scratch + "\"")
                .append("}\n");
        if (asked.gpuCount() > 0 && asked.gpuMillisEach() == 1000) {
            text.append(indent)
                    .append("    limits: {nvidia.com/gpu: \"")
                    .append(asked.gpuCount())
                    .append("\"}\n");
        }
    }

    private static void models(StringBuilder text, TaskClass asked, String indent) {
        if (!asked.gpuModels().isEmpty()) {
            text.append(indent).append("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: ");
            text.append(
                    "{nodeSelectorTerms: [{matchExpressions: [{key: nvidia.com/gpu.product, operator: In, values: [");
            text.append(String.join(
                            ", ", asked.gpuModels().stream().map(JsonText::of).toList()))
                    .append("]}]}]}}}\n");
        }
    }

    private static void map(StringBuilder text, String head, Map<String, String> values, String indent) {
        text.append(values.isEmpty() ? "" : head + ":\n");
        values.forEach((key, value) -> text.append(indent)
                .append(JsonText.of(key))
                .append(": ")
                .append(JsonText.of(value))
                .append('\n'));
    }

    private static String effect(Taint.Effect effect) {
        return switch (effect) {
            case NO_SCHEDULE -> "NoSchedule";
            case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
            case NO_EXECUTE -> "NoExecute";
        };
    }

    private String name(KubernetesNames names, String name) {
        String told = names.of(name);
        losses.add("names changed to what Kubernetes allows", !told.equals(name));
        return '"' + told + '"';
    }

    @Override
    public void close() {}
}
