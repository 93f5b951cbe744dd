package io.wavetank.cli;

import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Changes to a scenario file on the command line. */
final class ScenarioOptions {
    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = {
                "Change a key of the scenario, as in",
                "run.until=12h, cluster.nodes.0.count=500",
                "(0: the first of a list); null takes a key",
                "back; may be repeated."
            })
    private List<String> overrides = List.of();

    boolean given() {
        return !overrides.isEmpty();
    }

    /** Reads a scenario, with these changes and then those of other options. */
    Scenario read(Path file, List<String> more) throws IOException, ScenarioException {
        return read(file, null, more);
    }

    /** Reads a scenario; a text that is given stands for what is in the file. */
    Scenario read(Path file, @Nullable String text, List<String> more) throws IOException, ScenarioException {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(more);
        return text == null ? Scenario.read(file, all) : Scenario.parse(file.toString(), text, all);
    }
}
