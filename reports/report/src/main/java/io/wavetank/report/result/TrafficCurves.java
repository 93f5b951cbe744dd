package io.wavetank.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.sim.record.CensoredHistogram;
import java.io.IOException;

/** Where the distributions of a finished run are found. */
@FunctionalInterface
public interface TrafficCurves {
    /**
     * Returns the distribution of a figure.
     *
     * @param figure its name
     * @param summary what {@code summary.json} says of it, in seconds
     */
    CensoredHistogram curve(String figure, JsonNode summary) throws IOException;
}
