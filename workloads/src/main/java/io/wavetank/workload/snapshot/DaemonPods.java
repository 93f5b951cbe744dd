package io.wavetank.workload.snapshot;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.daemon.DaemonRules;
import io.wavetank.workload.input.TraceFormatException;
import java.util.List;

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
            if (there.contains(node.name()) || !DaemonRules.runsOn(tolerating(plan.asked(), hostNetwork), node)) {
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

    /** What the DaemonSet controller adds to every pod that it makes; pods in the network of their host need no other. */
    private static TaskClass tolerating(TaskClass plain, boolean hostNetwork) {
        var builder = TaskClass.builder()
                .labels(plain.labels())
                .tenant(plain.tenant())
                .nodeSelector(plain.nodeSelector())
                .priority(plain.priority())
                .pod(plain.pod())
                .tolerations(DaemonRules.tolerating(plain.tolerations(), hostNetwork))
                .cpuMillis(plain.request(Resources.CPU))
                .memoryBytes(plain.request(Resources.MEMORY))
                .ephemeralStorageBytes(plain.request(Resources.EPHEMERAL_STORAGE));
        for (int i = Resources.FIXED; i < plain.resourceCount(); i++) {
            builder.extended(i, plain.request(i));
        }
        return builder.build();
    }
}
