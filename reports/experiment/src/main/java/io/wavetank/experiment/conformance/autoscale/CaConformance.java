package io.wavetank.experiment.conformance.autoscale;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Decisions of the Cluster Autoscaler 1.26 on the way up: how many nodes, and of which group. A decision is a case. Recorded ones on the way down are
 * named as not covered.
 */
public final class CaConformance implements ConformanceSuite {
    private static final String SCALE_DOWN = "ca-scaledown/1";
    private static final RecordedCases CASES =
            new RecordedCases(Map.of("ca-estimator/1", CaReplay::estimator, "ca-expander/1", CaReplay::expander));

    /** Creates the suite. */
    public CaConformance() {}

    @Override
    public String name() {
        return "ca";
    }

    @Override
    public String subject() {
        return "The Cluster Autoscaler of Kubernetes on the way up: bin packing and expanders.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException, UserException {
        return CASES.recognises(file) || isScaleDown(file);
    }

    private static boolean isScaleDown(RecordedFile file) throws IOException, UserException {
        return file.hasKeys("format", "cases") && SCALE_DOWN.equals(format(file));
    }

    private static String format(RecordedFile file) throws IOException, UserException {
        var root = file.json();
        return root == null ? "" : root.path("format").asText();
    }

    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        return isScaleDown(file) ? new Outcome(0, 0, "", List.of(), List.of("scale-down")) : CASES.check(file);
    }
}
