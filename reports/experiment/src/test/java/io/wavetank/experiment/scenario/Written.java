package io.wavetank.experiment.scenario;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.policy.PolicyEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Scenario files that a test writes. */
final class Written {
    /** The least that runs. */
    static final String SMALL = """
            workload: {generate: {model: mixed-day, nodes: 4, hours: 1}}
            policies: {scheduler: first-fit}
            """;

    private Written() {}

    static Path file(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("s.yaml"), text);
    }

    static Scenario read(Path folder, String text, String... overrides) throws IOException, ScenarioException {
        return Scenario.read(file(folder, text), List.of(overrides));
    }

    /** The faults of a text, without the folder in front of the file's name. */
    static List<String> faults(Path folder, String text, String... overrides) throws IOException {
        try {
            read(folder, text, overrides);
            return List.of();
        } catch (ScenarioException e) {
            return e.lines().stream()
                    .map(line -> line.replace(folder + "/", ""))
                    .toList();
        }
    }

    /**
     * What is said, with {@code {keys}} as the keys of a scenario, {@code {schedulers}} as the schedulers and {@code {faults}} as the kinds of
     * faults that there are.
     */
    static String filled(String said) {
        List<String> keys = List.copyOf(Schema.scenario().properties().keySet());
        List<String> schedulers = new PolicyCatalog()
                .families().stream()
                        .flatMap(family -> family.policies().stream())
                        .map(PolicyEntry::name)
                        .toList();
        Schema known = Objects.requireNonNull(Schema.scenario().properties().get("faults"));
        List<String> faults = known.items().branches().stream()
                .map(form -> form.words("required").get(0))
                .toList();
        return said.replace("{keys}", Checker.any(keys))
                .replace("{schedulers}", Checker.any(schedulers))
                .replace("{faults}", Checker.any(faults));
    }

    static String resource(String name) {
        return Schema.resource(name);
    }
}
