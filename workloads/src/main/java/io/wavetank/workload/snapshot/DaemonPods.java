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
import java.util.List;
import java.util.Map;

/** Makes the pods of DaemonSets that are missing: one for each node where it may run. */
final class DaemonPods {
    private final PodMaker pods;

    DaemonPods(PodMaker pods) {
        this.pods = pods;
    }

    void expand(Fields daemon) throws TraceFormatException {
        String namespace = Objects.namespace(daemon);
        String name = Objects.name(daemon);
        var owner = new Owner("DaemonSet", name);
        Fields template = daemon.at("spec", "template");
        daemon.at("spec", "selector").settle();
        long work = RunTimes.of(Submission.FOREVER, template, daemon);
        PodPlan plan = pods.plan(daemon, template, owner, namespace + "/" + name, work);
        boolean hostNetwork = template.at("spec", "hostNetwork").truth();
        List<String> there = pods.present("DaemonSet", namespace, name);
        long waitingThere = there.stream().filter(String::isEmpty).count();
        for (NodeSpec node : pods.nodes()) {
            if (there.contains(node.name()) || !runsOn(tolerating(plan.asked(), hostNetwork), node)) {
                continue;
            }
            if (node.cordoned()) {
                pods.drop("pod of a DaemonSet for a cordoned node", 1);
            } else if (waitingThere > 0) {
                waitingThere--; // one that waits already is for one of these nodes
            } else {
                TaskClass pinned = pods.asked(template, namespace, owner, node.name());
                String id = namespace + "/" + name + "-" + node.name();
                pods.add(plan.asking(tolerating(pinned, hostNetwork)), id, plan.submitNanos());
            }
        }
    }

    private static boolean runsOn(TaskClass pod, NodeSpec node) {
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

    /** What the DaemonSet controller adds to every pod that it makes; pods in the network of their host need no other. */
    private static TaskClass tolerating(TaskClass plain, boolean hostNetwork) {
        List<Toleration> all = new ArrayList<>(plain.tolerations());
        for (String key : List.of("not-ready", "unreachable")) {
            all.add(new Toleration("node.kubernetes.io/" + key, null, Taint.Effect.NO_EXECUTE));
        }
        List<String> unscheduled =
                new ArrayList<>(List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"));
        if (hostNetwork) {
            unscheduled.add("network-unavailable");
        }
        for (String key : unscheduled) {
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
