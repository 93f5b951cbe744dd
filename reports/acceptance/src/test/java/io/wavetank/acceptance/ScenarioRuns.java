package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs scenarios as users write them, one after the other, and reads what the last one left behind. */
final class ScenarioRuns {
    private final Path folder;
    private String printed = "";

    /** Runs in a folder of a test's own. */
    ScenarioRuns(Path folder) {
        this.folder = folder;
    }

    /** Runs a scenario, and returns what its summary says of its first run. */
    JsonNode run(String scenario) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), scenario);
        printed = Call.wavetank("run", file, "-o", out()).succeeded().out();
        return Folder.json(out().resolve("summary.json")).at("/runs/0");
    }

    /** What is said about a scenario that cannot be run. */
    String error(String scenario) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), scenario);
        Call call = Call.wavetank("run", file, "-o", folder.resolve("none"));
        assertThat(call.exitCode()).isEqualTo(2);
        return call.err();
    }

    /** What the last run printed. */
    String printed() {
        return printed;
    }

    /** Where results are. */
    Path out() {
        return folder.resolve("out");
    }

    /** The summary as it was written. */
    String summary() throws IOException {
        return Files.readString(out().resolve("summary.json"));
    }

    /** The lines of the event log. */
    List<String> log() throws IOException {
        return Folder.lines(out().resolve("events.jsonl.gz"));
    }

    /** The lines about one kind of event of things whose names begin so. */
    List<String> events(String event, String id) throws IOException {
        return log().stream()
                .filter(line -> line.contains("\"event\":\"" + event + "\"") && line.contains("\"id\":\"" + id))
                .toList();
    }

    /** When such events were, in seconds. */
    List<Double> times(String event, String id) throws IOException {
        return events(event, id).stream()
                .map(line -> Long.parseLong(line.replaceAll("\\{\"t_ns\":([0-9]+),.*", "$1")) / 1e9)
                .toList();
    }
}
