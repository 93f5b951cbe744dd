package io.wavetank.experiment.conformance.autoscale;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import java.io.IOException;
import java.util.Map;

/** Decisions of the Cluster Autoscaler 1.26: how many nodes, of which group, and which may go when. A decision is a case. */
public final class CaConformance implements ConformanceSuite {
    private static final RecordedCases CASES = new RecordedCases(Map.of(
            "ca-estimator/1", CaReplay::estimator,
            "ca-expander/1", CaReplay::expander,
            "ca-scaledown/1", ScaleDownReplay::replay));

    /** Creates the suite. */
    public CaConformance() {}

    @Override
    public String name() {
        return "ca";
    }

    @Override
    public String subject() {
        return "The Cluster Autoscaler of Kubernetes: bin packing, expanders, scaling down.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException, UserException {
        return CASES.recognises(file);
    }

    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        return CASES.check(file);
    }
}
