package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import java.io.IOException;

/**
 * Searches of kube-scheduler 1.26.15 over clusters whose nodes come, go and change zones: the order of the nodes, how many are looked for, where
 * the search begins and ends, what it finds, and what is chosen among it.
 */
public final class SamplingConformance implements ConformanceSuite {
    @Override
    public String name() {
        return "kube-sampling";
    }

    @Override
    public String subject() {
        return "Node order, adaptive sampling and start index of kube-scheduler, pod for pod.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException, UserException {
        return file.hasKeys("k8s", "percentageOfNodesToScore", "kinds", "zones", "templates", "steps");
    }

    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        JsonNode root = file.json();
        if (root == null) {
            throw new UserException(file.path() + ": not JSON");
        }
        int number = 0;
        try {
            var replay = new SamplingReplay(root);
            for (JsonNode step : root.path("steps")) {
                number++;
                replay.step(step);
            }
            return replay.outcome();
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new UserException(file.path() + ": step " + number + " is not as expected: " + e.getMessage());
        }
    }
}
