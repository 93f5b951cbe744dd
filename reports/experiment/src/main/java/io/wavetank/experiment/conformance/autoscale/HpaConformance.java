package io.wavetank.experiment.conformance.autoscale;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import java.io.IOException;
import java.util.Map;

/**
 * Decisions of the horizontal pod autoscaler of Kubernetes 1.26: one metric by itself, or whole timelines. A decision is a tick, or a case where
 * there are no ticks.
 */
public final class HpaConformance implements ConformanceSuite {
    private static final RecordedCases CASES = new RecordedCases(Map.of(
            "hpa-calc/1", HpaReplay::proposal,
            "hpa-behavior/1", HpaReplay::behavior,
            "hpa-pods/1", HpaReplay::pods));

    /** Creates the suite. */
    public HpaConformance() {}

    @Override
    public String name() {
        return "hpa";
    }

    @Override
    public String subject() {
        return "The horizontal pod autoscaler of Kubernetes, tick for tick.";
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
