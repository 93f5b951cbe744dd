package io.wavetank.workload.parquet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds published traces and recorded decisions: in {@code -Dwavetank.data}, else {@code WAVETANK_DATA}, else in the folder {@code shared} beside
 * the repository. A test that needs what is not there is skipped, and says what is missing.
 */
final class SharedData {
    private SharedData() {}

    /** Returns the file, or skips the test. */
    static Path file(String relative) {
        Path file = root().resolve(relative);
        assumeTrue(
                Files.exists(file),
                () -> "SKIPPED: no " + relative + " in the shared data; set WAVETANK_DATA to its folder");
        return file;
    }

    private static Path root() {
        String named = System.getProperty("wavetank.data", System.getenv().getOrDefault("WAVETANK_DATA", ""));
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("sim-core"))) {
            folder = folder.getParent();
        }
        return folder.resolveSibling("shared");
    }
}
