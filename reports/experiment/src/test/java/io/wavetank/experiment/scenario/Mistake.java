package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A scenario that is wrong, and the one line about it: where, what is wrong, what was expected, what may have been meant.
 *
 * @param text the scenario
 * @param said the line, as {@link Written#filled} takes it
 */
record Mistake(String text, String said) {
    /** What a scenario cannot do without. */
    static final String HEAD = "workload: {generate: {model: mixed-day}}\npolicies: {scheduler: first-fit}\n";

    /** A workload of its own, and nodes in two zones and a rack. */
    static final String RACKS =
            "workload: {generate: {arrivals: {process: poisson, rate: 1/m}, until: {tasks: 10}, kinds: [{name: a, cpu: 1, memory: 1Gi, run_time: 5s}]}}\npolicies: {scheduler: first-fit}\ncluster: {nodes: [{zones: [a, b], labels: {rack: r1}, capacity: {cpu: 4, memory: 8Gi}, count: 2}]}\n";

    /** Checks that it is said, and nothing else. */
    void isSaid(Path folder) throws IOException {
        assertThat(Written.faults(folder, text)).containsExactly(Written.filled(said));
    }

    @Override
    public String toString() {
        return said;
    }
}
