package io.wavetank.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wavetank.cli.Main;
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

    /** Returns the launcher, or skips the test where this build has not packed what it would launch: an older build would be tested. */
    static Path launcher() {
        Path distribution = Path.of(System.getenv().getOrDefault("WAVETANK_DISTRIBUTION", "none"));
        boolean packed = String.valueOf(
                        Main.class.getProtectionDomain().getCodeSource().getLocation())
                .endsWith(".jar");
        assumeTrue(
                packed && Files.isDirectory(distribution.resolve("lib")),
                () -> "SKIPPED: nothing packed for scripts/wavetank to launch (WAVETANK_DISTRIBUTION is " + distribution
                        + "); 'mvn verify' and scripts/test pack it");
        return root().resolve("scripts/wavetank");
    }
}
