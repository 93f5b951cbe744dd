package io.wavetank.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies outside the default build are known by name, and how they are had is said in one line. */
final class OptionalModulesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"yarn-capacity, yarn", "yarn-fair, yarn", "fenzo, fenzo"})
    void a_policy_whose_module_is_not_installed_is_one_line_that_says_how_to_install_it(String policy, String module)
            throws IOException {
        Path pods = Files.writeString(folder.resolve("pods.csv"), SmallInputs.PODS);
        Path nodes = Files.writeString(folder.resolve("nodes.csv"), SmallInputs.NODES);

        Call.wavetank("run", "--trace", pods, "--nodes", nodes, "--scheduler", policy)
                .failed(
                        2,
                        "Scheduler '" + policy + "' is in the module " + module + ", which is not installed; install it"
                                + " with 'scripts/plugins " + module + "', or name its jar with --plugin");
    }
}
