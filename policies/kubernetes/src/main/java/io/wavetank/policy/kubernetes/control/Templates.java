package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes pods of tasks. A task that names no containers is a pod of one container that requests what the task asks for, each amount where it is
 * not 0; one of several members is one pod that requests for all.
 *
 * <p>GPUs are requested as {@link #GPU_MILLIS}, and as {@link #GPU} too where whole devices are asked for; the models that will do are required
 * node affinity. What {@link DeviceFit} needs to know of a task can be read off its pod.
 */
final class Templates {
    /** Whole devices. */
    static final String GPU = "nvidia.com/gpu";
    /** Thousandths of devices, over all devices of a node. */
    static final String GPU_MILLIS = "wavetank.io/gpu-milli";
    /** Members of a rigid job of several. */
    static final String MEMBERS = "wavetank.io/members";
    /** The label of a node that says which model its GPUs are. */
    static final String GPU_MODEL = "wavetank.io/gpu-model";

    private final ClusterCache cache;
    private final Resources resources;
    private final Map<TaskClass, PodClass> known = new HashMap<>();

    Templates(ClusterCache cache, Resources resources) {
        this.cache = cache;
        this.resources = resources;
    }

    /** Returns the kind of pod that tasks of a class are. */
    PodClass of(TaskClass task) {
        PodClass podClass = known.get(task);
        if (podClass == null) {
            podClass =
                    cache.podClass(new PodTemplate(task.labels(), task.nodeSelector(), task.tolerations(), spec(task)));
            known.put(task, podClass);
        }
        return podClass;
    }

    private PodSpec spec(TaskClass task) {
        PodSpec spec = withModels(task.pod(), task);
        List<ContainerSpec> containers = spec.containers();
        if (containers.isEmpty()) {
            return spec.withContainers(List.of(ContainerSpec.of(requests(task))));
        }
        var first = containers.get(0);
        SortedMap<String, Long> requests = new TreeMap<>(first.requests());
        putOurs(requests, task);
        List<ContainerSpec> more = new ArrayList<>(containers);
        more.set(0, new ContainerSpec(first.image(), requests, first.ports()));
        return spec.withContainers(more);
    }

    private static PodSpec withModels(PodSpec spec, TaskClass task) {
        if (task.gpuCount() == 0 || task.gpuModels().isEmpty()) {
            return spec;
        }
        var model = new Requirement(GPU_MODEL, Requirement.Operator.IN, List.copyOf(task.gpuModels()));
        List<NodeSelectorTerm> terms = new ArrayList<>();
        List<NodeSelectorTerm> required = spec.nodeAffinity().required();
        if (required == null) {
            terms.add(new NodeSelectorTerm(List.of(model), List.of()));
        } else {
            for (NodeSelectorTerm term : required) {
                List<Requirement> all = new ArrayList<>(term.expressions());
                all.add(model);
                terms.add(term.isEmpty() ? term : new NodeSelectorTerm(all, term.fields()));
            }
        }
        return spec.withNodeAffinity(new NodeAffinity(terms, spec.nodeAffinity().preferred()));
    }

    private Map<String, Long> requests(TaskClass task) {
        SortedMap<String, Long> requests = new TreeMap<>();
        put(requests, "cpu", task.totalRequest(Resources.CPU));
        put(requests, "memory", task.totalRequest(Resources.MEMORY));
        put(requests, "ephemeral-storage", task.totalRequest(Resources.EPHEMERAL_STORAGE));
        for (int resource = Resources.FIXED; resource < resources.count(); resource++) {
            put(requests, resources.name(resource), task.totalRequest(resource));
        }
        putOurs(requests, task);
        return requests;
    }

    private static void putOurs(SortedMap<String, Long> requests, TaskClass task) {
        put(requests, MEMBERS, task.members() > 1 ? task.members() : 0);
        put(requests, GPU_MILLIS, task.totalRequest(Resources.GPU));
        if (task.gpuMillisEach() == 1000) {
            put(requests, GPU, (long) task.gpuCount() * task.members());
        }
    }

    private static void put(SortedMap<String, Long> requests, String name, long amount) {
        if (amount > 0) {
            requests.put(name, amount);
        }
    }
}
