package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Preemption;
import java.io.IOException;
import java.util.List;

/**
 * Decisions of kube-scheduler 1.26.15 over recorded clusters and queues of pods: for each pod the nodes that will do, who rejected the others and
 * why, raw and normalised scores, sums, candidates for preemption, victims and their order.
 *
 * <p>After each pod the recorded outcome is carried out, whatever ours was, so that every decision is judged by itself.
 */
public final class KubeConformance implements ConformanceSuite {
    private static final long FIRST_START = 1_000_000;

    @Override
    public String name() {
        return "kube";
    }

    @Override
    public String subject() {
        return "Placements and preemptions of kube-scheduler, pod for pod.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException, UserException {
        return file.hasKeys("k8s", "profile", "nodes", "templates", "pending", "expected");
    }

    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        JsonNode root = file.json();
        if (root == null) {
            throw new UserException(file.path() + ": not JSON");
        }
        try {
            return replay(new KubeCase(root));
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new UserException(file.path() + ": not a recorded cluster as expected: " + e.getMessage());
        }
    }

    private static Outcome replay(KubeCase recorded) {
        var card = new Scorecard();
        var judge = new DecisionJudge(recorded, card);
        for (int i = 0; i < recorded.pendingCount(); i++) {
            JsonNode expected = recorded.expected(i);
            Pod pod = recorded.pending(i, FIRST_START + i);
            card.begin("pod " + pod.name());
            card.compare("outcome", "name", Fields.text(expected, "pod"), pod.name());
            Findings findings = recorded.scheduler().decide(pod, i);
            judge.search(expected, findings);
            if (findings.feasibleCount() > 0) {
                judge.scores(expected, findings);
                judge.bound(expected, pod, findings.chosen());
                carryOut(recorded, pod, expected);
            } else {
                Preemption preemption = recorded.scheduler().preempt(pod, findings, i);
                judge.preemption(expected, preemption);
                carryOut(recorded, pod, expected);
                judge.afterPreemption(expected, pod, preemption);
            }
            card.end();
        }
        return card.outcome();
    }

    /** Does to the cluster what was recorded. */
    private static void carryOut(KubeCase recorded, Pod pod, JsonNode expected) {
        List<String> victims = Fields.texts(expected.path("preempt"), "victims");
        victims.forEach(victim -> recorded.cluster().removePod(recorded.pod(victim)));
        if (expected.has("node")) {
            recorded.cluster().putPod(pod, recorded.slot(Fields.text(expected, "node")));
        }
    }
}
