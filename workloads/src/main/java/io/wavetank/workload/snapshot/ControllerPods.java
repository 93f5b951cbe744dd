package io.wavetank.workload.snapshot;

import io.wavetank.policy.constraint.Owner;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.TraceFormatException;

/** Makes the pods that controllers ask for and do not have yet. */
final class ControllerPods {
    private static final String REPLICA_SET = "ReplicaSet";
    private static final String TEMPLATE = "template";
    private final Objects objects;
    private final PodMaker pods;
    private final SnapshotOptions options;

    ControllerPods(Objects objects, PodMaker pods, SnapshotOptions options) {
        this.objects = objects;
        this.pods = pods;
        this.options = options;
    }

    void expand() throws TraceFormatException {
        for (Fields each : objects.of("Deployment")) {
            deployment(each);
        }
        for (Fields each : objects.of(REPLICA_SET)) {
            if (objects.controlled(each)) {
                each.at("spec", TEMPLATE).settle();
            } else {
                replicas(each, REPLICA_SET);
            }
        }
        for (Fields each : objects.of("StatefulSet")) {
            ordinals(each);
        }
        for (Fields each : objects.of("ReplicationController")) {
            replicas(each, "ReplicationController");
        }
        var daemons = new DaemonPods(pods);
        for (Fields each : objects.of("DaemonSet")) {
            daemons.expand(each);
        }
        var jobs = new JobPods(pods, options);
        for (Fields each : objects.of("Job")) {
            jobs.job(each);
        }
        var crons = new CronPods(objects, pods, jobs, options);
        for (Fields each : objects.of("CronJob")) {
            crons.expand(each);
        }
    }

    private void deployment(Fields deployment) throws TraceFormatException {
        String namespace = Objects.namespace(deployment);
        String name = Objects.name(deployment);
        deployment.at("spec", "selector").settle();
        String set = name;
        int most = -1;
        long there = pods.present("Deployment", namespace, name).size();
        for (Fields each : objects.replicaSetsOf(deployment)) {
            int replicas = each.at("spec", "replicas").number(1, 0, Integer.MAX_VALUE);
            there += pods.present(REPLICA_SET, namespace, Objects.name(each)).size();
            if (replicas > most) {
                most = replicas;
                set = Objects.name(each);
            }
        }
        replicas(deployment, new Owner(REPLICA_SET, set), there);
    }

    private void replicas(Fields controller, String kind) throws TraceFormatException {
        String name = Objects.name(controller);
        long there = pods.present(kind, Objects.namespace(controller), name).size();
        replicas(controller, new Owner(kind, name), there);
    }

    private void replicas(Fields controller, Owner owner, long there) throws TraceFormatException {
        int replicas = controller.at("spec", "replicas").number(1, 0, Integer.MAX_VALUE);
        PodPlan plan = plan(controller, owner);
        pods.checkRoom(controller, replicas - there);
        for (long i = there; i < replicas; i++) {
            pods.add(plan, plan.job() + "-" + i, plan.submitNanos());
        }
    }

    private PodPlan plan(Fields controller, Owner owner) throws TraceFormatException {
        String job = Objects.namespace(controller) + "/" + Objects.name(controller);
        Fields template = controller.at("spec", TEMPLATE);
        return pods.plan(controller, template, owner, job, RunTimes.of(Submission.FOREVER, template, controller));
    }

    /** Makes the pods of a StatefulSet whose ordinals no pod has. */
    private void ordinals(Fields set) throws TraceFormatException {
        Fields spec = set.at("spec");
        spec.at("serviceName").settle();
        int replicas = spec.at("replicas").number(1, 0, Integer.MAX_VALUE);
        int start = spec.at("ordinals", "start").number(0, 0, Integer.MAX_VALUE);
        PodPlan plan = plan(set, new Owner("StatefulSet", Objects.name(set)));
        pods.checkRoom(set, replicas);
        for (long i = start; i < (long) start + replicas; i++) {
            String id = plan.job() + "-" + i;
            if (!pods.exists(id)) {
                pods.add(plan, id, plan.submitNanos());
            }
        }
    }
}
