package io.wavetank.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds published traces and recorded decisions: in {@code -Dwavetank.data}, else {@code WAVETANK_DATA}, else in the folder {@code shared} beside
 * the repository. A test that needs what is not there is skipped, and says what is missing.
 */
final class SharedData {
    private SharedData() {}

    /** Returns the file or folder, or skips the test. */
    static Path at(String relative) {
        Path place = root().resolve(relative);
        assumeTrue(
                Files.exists(place),
                () -> "SKIPPED: no " + relative + " in the shared data; set WAVETANK_DATA to its folder");
        return place;
    }

    private static Path root() {
        String named = System.getProperty("wavetank.data", System.getenv().getOrDefault("WAVETANK_DATA", ""));
        return named.isEmpty() ? Repository.root().resolveSibling("shared") : Path.of(named);
    }
}
