package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import java.io.IOException;
import java.util.Map;

/**
 * Recommendations of the vertical pod autoscaler 0.14, and its histograms. A decision is a tick of the recommender, or what a histogram says after
 * one operation.
 */
public final class VpaConformance implements ConformanceSuite {
    private static final RecordedCases CASES = new RecordedCases(
            Map.of("vpa-recommender/1", VpaReplay::recommender, "vpa-histogram/1", VpaReplay::histogram));

    /** Creates the suite. */
    public VpaConformance() {}

    @Override
    public String name() {
        return "vpa";
    }

    @Override
    public String subject() {
        return "The vertical pod autoscaler's recommender of Kubernetes, tick for tick.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException, UserException {
        return CASES.recognises(file);
    }

    /** The table of bucket borders holds no decisions. */
    @Override
    public boolean accompanies(RecordedFile file) throws IOException, UserException {
        JsonNode root = file.json();
        return root != null && root.path("cpu").has("starts");
    }

    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        return CASES.check(file);
    }
}
