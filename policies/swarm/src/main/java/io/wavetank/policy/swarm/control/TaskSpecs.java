package io.wavetank.policy.swarm.control;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.swarm.constraint.Constraint;
import io.wavetank.policy.swarm.constraint.NodeCondition;
import io.wavetank.policy.swarm.node.GenericResource;
import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.Placement;
import io.wavetank.policy.swarm.task.PublishedPort;
import io.wavetank.policy.swarm.task.Reservation;
import io.wavetank.policy.swarm.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a task asks for in swarm's words. What a pod says beyond is told as far as there is a word for it: node selectors and required
 * node affinity are conditions beside the constraints, topology spread is a placement preference, ports of the node are ports of the node, and
 * staying away from the like on one host is one replica a node. What names its one node is of a global service, whose tasks have a node of their own.
 */
final class TaskSpecs {
    private static final String HOST = "kubernetes.io/hostname";

    private final SwarmSettings settings;
    private final Resources resources;
    private final NodeMirror nodes;

    TaskSpecs(SwarmSettings settings, Resources resources, NodeMirror nodes) {
        this.settings = settings;
        this.resources = resources;
        this.nodes = nodes;
    }

    /** The name of the service that a task is of. */
    String service(TaskView task) {
        String labelled = task.taskClass().labels().getOrDefault(settings.serviceLabel(), "");
        if (!labelled.isEmpty()) {
            return labelled;
        }
        return task.job().isEmpty() ? task.id() : task.job();
    }

    /** The node that the tasks of a class are for, as those of a global service are; null leaves that to the scheduler. */
    static @Nullable String node(TaskClass task) {
        return task.pod().nodeAffinity().node();
    }

    /** What the tasks of a class are, as one version of a service. */
    TaskSpec spec(String service, long version, TaskClass task) {
        Mode mode = node(task) == null ? Mode.REPLICATED : Mode.GLOBAL;
        return new TaskSpec(service, version, mode, reservation(task), placement(task), settings.restart());
    }

    /** That it must be another node. */
    static Constraint not(String node) {
        return new Constraint("node.id", false, node);
    }

    /** The same in another version, but not on a node that would not have it. */
    static TaskSpec notOn(TaskSpec spec, long version, String node) {
        Placement old = spec.placement();
        List<NodeCondition> constraints = new ArrayList<>(old.constraints());
        constraints.add(not(node));
        var placement = new Placement(
                constraints, old.spreads(), old.platforms(), old.maxReplicas(), old.hostPorts(), old.plugins());
        return new TaskSpec(spec.service(), version, spec.mode(), spec.reservation(), placement, spec.restart());
    }

    private Reservation reservation(TaskClass task) {
        List<GenericResource> generic = new ArrayList<>();
        for (int i = 0; i < task.askedCount(); i++) {
            int resource = task.asked(i);
            if (resource >= Resources.EPHEMERAL_STORAGE && resource != Resources.GPU) {
                generic.add(GenericResource.discrete(resources.name(resource), task.totalRequest(resource)));
            }
        }
        if (task.gpuCount() > 0) {
            generic.add(GenericResource.discrete(NodeMirror.GPU, (long) task.gpuCount() * task.members()));
        }
        return new Reservation(
                Math.multiplyExact(task.totalRequest(Resources.CPU), NodeMirror.NANO_CPUS_PER_MILLI),
                task.totalRequest(Resources.MEMORY),
                generic);
    }

    private Placement placement(TaskClass task) {
        List<NodeCondition> constraints = new ArrayList<>();
        if (task.selective()) {
            constraints.add(new RequiredNode(task.nodeSelector(), task.pod().nodeAffinity()));
        }
        for (Taint taint : nodes.taints()) {
            if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !task.tolerates(taint)) {
                constraints.add(without(NodeMirror.label(taint)));
            }
        }
        if (task.gpuCount() > 0 && !task.gpuModels().isEmpty()) {
            for (String model : nodes.models()) {
                if (!task.gpuModels().contains(model)) {
                    constraints.add(without(NodeMirror.label(model)));
                }
            }
        }
        if (node(task) != null) {
            return new Placement(constraints, List.of(), List.of(), alone(task) ? 1 : 0, ports(task.pod()), List.of());
        }
        List<String> spreads = new ArrayList<>();
        settings.spreads().forEach(label -> spreads.add(Constraint.NODE_LABEL + label));
        for (SpreadConstraint each : task.pod().spread()) {
            if (!each.topologyKey().equals(HOST)) {
                spreads.add(Constraint.NODE_LABEL + each.topologyKey());
            }
        }
        long most = alone(task) ? 1 : settings.maxReplicas();
        return new Placement(constraints, spreads, List.of(), most, ports(task.pod()), List.of());
    }

    private static Constraint without(String engineLabel) {
        return new Constraint(Constraint.ENGINE_LABEL + engineLabel, false, NodeMirror.PRESENT);
    }

    private static boolean alone(TaskClass task) {
        for (PodAffinityTerm each : task.pod().podAntiAffinity().required()) {
            if (each.topologyKey().equals(HOST)
                    && each.selector() != null
                    && each.selector().matches(task.labels())) {
                return true;
            }
        }
        return false;
    }

    private static List<PublishedPort> ports(PodSpec pod) {
        List<PublishedPort> ports = new ArrayList<>();
        for (ContainerSpec container : pod.containers()) {
            for (HostPort port : container.ports()) {
                ports.add(new PublishedPort(port.protocol(), port.port()));
            }
        }
        return ports;
    }
}
