package io.wavetank.experiment.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.scenario.ResolvedScenario;
import io.wavetank.report.result.RunSummary;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of results as {@code wavetank run} left it.
 *
 * @param place the folder, as the user named it
 * @param description its {@code run.json}
 * @param runs its runs, in the order of its summary
 */
record FinishedRuns(Path place, JsonNode description, List<RunSummary> runs) {
    FinishedRuns {
        runs = List.copyOf(runs);
    }

    ResolvedScenario scenario() {
        return new ResolvedScenario(description.path("scenario"));
    }

    /** What its {@code run.json} says about it in words, such as the {@code workload}. */
    String described(String key) {
        return description.path("described").path(key).asText("");
    }
}
