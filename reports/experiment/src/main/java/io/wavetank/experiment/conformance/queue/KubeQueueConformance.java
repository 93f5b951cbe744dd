package io.wavetank.experiment.conformance.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Timelines of kube-scheduler's queue: of the queue alone, or of the whole loop with nominations and preemption. A decision is a step.
 */
public final class KubeQueueConformance implements ConformanceSuite {
    private static final String STEPS = "steps";

    /** Creates the suite. */
    public KubeQueueConformance() {}

    @Override
    public String name() {
        return "kube-queue";
    }

    @Override
    public String subject() {
        return "The scheduling queue of kube-scheduler, nominations and preemption, step for step.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException, UserException {
        JsonNode content = file.json();
        return content != null && content.has("k8s") && content.path(STEPS).isArray() && !content.has("kinds");
    }

    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        JsonNode content = file.json();
        if (content == null) {
            throw new UserException(file.path() + ": not a JSON object; fetch it again");
        }
        boolean wholeLoop = content.has("nodes") || content.has("bound");
        List<String> operations = wholeLoop ? LoopTimeline.OPERATIONS : QueueTimeline.OPERATIONS;
        int number = 0;
        for (JsonNode step : content.path(STEPS)) {
            number++;
            String mistake = mistake(step, operations);
            if (mistake != null) {
                throw new UserException(file.path() + ": step " + number + " " + mistake + "; fetch the file again");
            }
        }
        return wholeLoop ? new LoopTimeline(content).replay() : new QueueTimeline().replay(content.path(STEPS));
    }

    private static @Nullable String mistake(JsonNode step, List<String> operations) {
        if (!step.path("t").isIntegralNumber()) {
            return "has no time 't' in whole milliseconds";
        }
        String operation = step.path("op").asText();
        return operations.contains(operation) ? null : "is of an operation that is not known here, '" + operation + "'";
    }
}
