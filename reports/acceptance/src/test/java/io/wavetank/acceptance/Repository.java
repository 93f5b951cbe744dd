package io.wavetank.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
final class Repository {
    private Repository() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("sim-core"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Returns the launcher, or skips the test where this build has not packed anything that it could launch. */
    static Path launcher() {
        String distribution = System.getenv().getOrDefault("WAVETANK_DISTRIBUTION", "");
        assumeTrue(
                !distribution.isEmpty() && Files.isDirectory(Path.of(distribution, "lib")),
                () -> "SKIPPED: no distribution at '" + distribution
                        + "' for scripts/wavetank; run 'mvn verify' or scripts/test");
        return root().resolve("scripts/wavetank");
    }
}
