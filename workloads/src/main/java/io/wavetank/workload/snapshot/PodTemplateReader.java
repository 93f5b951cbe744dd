package io.wavetank.workload.snapshot;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the metadata and the specification of a pod, or of a controller's template, into what it asks for, as the scheduler of Kubernetes adds it
 * up.
 *
 * <p>Requests are, resource by resource, the larger of the sum over containers and the most that any init container needs while it runs, plus the
 * overhead. Sidecars (init containers that restart always) count among the containers, and with every init container behind them.
 */
final class PodTemplateReader {
    private final Resources resources;
    private final Priorities priorities;

    /** What containers ask for: those that run together, and those that run before. */
    private record Containers(List<ContainerSpec> running, List<ContainerSpec> before) {}

    PodTemplateReader(Resources resources, Priorities priorities) {
        this.resources = resources;
        this.priorities = priorities;
    }

    /** Adds the names of the resources that a pod asks for. */
    static void names(Fields spec, Set<String> into) throws TraceFormatException {
        for (String list : List.of("containers", "initContainers")) {
            for (Fields container : spec.at(list).list()) {
                into.addAll(container.at("resources", "requests").keys());
                into.addAll(container.at("resources", "limits").keys());
            }
        }
        into.addAll(spec.at("overhead").keys());
    }

    /**
     * Returns the class of a pod.
     *
     * @param pinned the node that it is for, as the pods of a daemon are; null for any
     */
    TaskClass read(Fields holder, String namespace, @Nullable Owner owner, @Nullable String pinned)
            throws TraceFormatException {
        Fields spec = holder.at("spec");
        Containers containers = containers(spec);
        SortedMap<String, Long> overhead = Amounts.of(spec.at("overhead"));
        Fields affinity = spec.at("affinity");
        List<String> gates = new ArrayList<>();
        for (Fields gate : spec.at("schedulingGates").list()) {
            gates.add(gate.at("name").text(""));
        }
        Priorities.Priority priority = priorities.of(spec);
        NodeAffinity nodes = Selections.nodes(affinity.at("nodeAffinity"));
        PodSpec pod = PodSpec.builder()
                .namespace(namespace)
                .containers(containers.running())
                .initContainers(containers.before())
                .overhead(overhead)
                .nodeAffinity(pinned == null ? nodes : nodes.on(pinned))
                .podAffinity(Selections.pods(affinity.at("podAffinity")))
                .podAntiAffinity(Selections.pods(affinity.at("podAntiAffinity")))
                .spread(Selections.spread(spec.at("topologySpreadConstraints")))
                .neverPreempts(priority.neverPreempts())
                .owner(owner)
                .schedulingGates(gates)
                .build();
        var builder = TaskClass.builder()
                .labels(holder.at("metadata", "labels").strings())
                .tenant(namespace)
                .nodeSelector(spec.at("nodeSelector").strings())
                .tolerations(Selections.tolerations(spec.at("tolerations")))
                .priority(priority.value())
                .pod(pod);
        ask(builder, total(containers, overhead, spec));
        return builder.build();
    }

    private void ask(TaskClass.Builder builder, SortedMap<String, Long> total) {
        builder.cpuMillis(total.getOrDefault(Amounts.CPU, 0L))
                .memoryBytes(total.getOrDefault(Amounts.MEMORY, 0L))
                .ephemeralStorageBytes(total.getOrDefault(Amounts.STORAGE, 0L));
        total.forEach((name, amount) -> {
            int resource = resources.indexOf(name);
            if (resource >= Resources.FIXED) {
                builder.extended(resource, amount);
            }
        });
    }

    private static SortedMap<String, Long> total(Containers containers, SortedMap<String, Long> overhead, Fields spec)
            throws TraceFormatException {
        SortedMap<String, Long> total = new TreeMap<>();
        for (ContainerSpec each : containers.running()) {
            Amounts.add(total, each.requests(), spec);
        }
        for (ContainerSpec each : containers.before()) {
            Amounts.raise(total, each.requests());
        }
        Amounts.add(total, overhead, spec);
        return total;
    }

    private static Containers containers(Fields spec) throws TraceFormatException {
        List<ContainerSpec> running = new ArrayList<>();
        List<ContainerSpec> before = new ArrayList<>();
        boolean hostNetwork = spec.at("hostNetwork").truth();
        for (Fields each : spec.at("containers").list()) {
            running.add(container(each, hostNetwork, Collections.emptySortedMap()));
        }
        SortedMap<String, Long> sidecars = new TreeMap<>();
        for (Fields each : spec.at("initContainers").list()) {
            if (each.at("restartPolicy").text("").equals("Always")) {
                ContainerSpec sidecar = container(each, hostNetwork, Collections.emptySortedMap());
                running.add(sidecar);
                Amounts.add(sidecars, sidecar.requests(), each);
            } else {
                before.add(container(each, false, sidecars));
            }
        }
        return new Containers(running, before);
    }

    private static ContainerSpec container(Fields container, boolean hostNetwork, SortedMap<String, Long> beside)
            throws TraceFormatException {
        container.at("name").settle();
        SortedMap<String, Long> requests = Amounts.requested(container.at("resources"));
        Amounts.add(requests, beside, container);
        List<HostPort> ports = new ArrayList<>();
        for (Fields port : container.at("ports").list()) {
            int number = port.at("hostPort").number(0, 0, 65_535);
            if (hostNetwork && number == 0) {
                number = port.at("containerPort").number(0, 0, 65_535);
            }
            if (number > 0) {
                ports.add(new HostPort(
                        port.at("protocol").text(""), port.at("hostIP").text(""), number));
            }
        }
        return new ContainerSpec(container.at("image").text(""), requests, ports);
    }
}
