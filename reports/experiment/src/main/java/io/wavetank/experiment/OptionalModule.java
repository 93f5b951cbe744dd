package io.wavetank.experiment;

import java.util.List;
import java.util.Optional;

/**
 * A module of policies outside the default build, for the libraries that it brings.
 *
 * @param name its name, by which {@code scripts/plugins} installs it
 * @param policies the names of its policies
 */
public record OptionalModule(String name, List<String> policies) {
    /** All that there are. */
    public static final List<OptionalModule> ALL = List.of(
            new OptionalModule("fenzo", List.of("fenzo")),
            new OptionalModule("yarn", List.of("yarn-capacity", "yarn-fair")));

    /** What to do about a scheduler that is in one of them, if it is. */
    public static Optional<String> absent(String scheduler) {
        return ALL.stream()
                .filter(module -> module.policies().contains(scheduler))
                .map(module -> "Scheduler '" + scheduler + "' is in the module " + module.name()
                        + ", which is not installed; install it with 'scripts/plugins " + module.name()
                        + "', or name its jar with --plugin")
                .findFirst();
    }

    /** Whether its policies are there. */
    public boolean installed() {
        var catalog = new PolicyCatalog();
        return policies.stream().allMatch(each -> catalog.find(each) != null);
    }
}
