package io.wavetank.experiment.conformance;

import io.wavetank.experiment.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What came of replaying all recorded files of one kind at some places. */
public final class ConformanceRun {
    private final String suite;
    private final Map<String, String> differences = new LinkedHashMap<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final SortedSet<String> uncovered = new TreeSet<>();
    private long files;
    private long decisions;
    private long agreed;

    private ConformanceRun(String suite) {
        this.suite = suite;
    }

    /**
     * Replays the files named, and those in the folders named, in the order of their names.
     *
     * @throws UserException if a place is not there or nothing at these places is of this kind
     */
    public static ConformanceRun of(ConformanceSuite suite, List<Path> places) throws IOException, UserException {
        var run = new ConformanceRun(suite.name());
        for (Path place : places) {
            for (Path file : files(place)) {
                run.replay(suite, new RecordedFile(file));
            }
        }
        if (run.files == 0) {
            throw new UserException(places.get(0) + ": no recorded file of the kind '" + suite.name() + "' here; "
                    + elsewhere(places.get(0)));
        }
        return run;
    }

    /** What to do where nothing was found: folders in a folder are not looked into. */
    private static String elsewhere(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (var content = Files.list(place)) {
                List<String> folders = content.filter(Files::isDirectory)
                        .map(each -> place.relativize(each).toString())
                        .sorted()
                        .toList();
                if (!folders.isEmpty()) {
                    return "name a folder in it: " + String.join(", ", folders);
                }
            }
        }
        return "check the name";
    }

    private void replay(ConformanceSuite suite, RecordedFile file) throws IOException, UserException {
        if (!suite.recognises(file)) {
            if (!suite.accompanies(file)) {
                unknown.add(file.name());
            }
            return;
        }
        Outcome outcome = suite.check(file);
        files++;
        decisions += outcome.decisions();
        agreed += outcome.agreed();
        uncovered.addAll(outcome.uncovered());
        for (Tally each : outcome.tallies()) {
            tallies.merge(each.name(), each, ConformanceRun::sum);
        }
        if (!outcome.firstDifference().isEmpty()) {
            differences.put(file.name(), outcome.firstDifference());
        }
    }

    private static Tally sum(Tally one, Tally other) {
        return new Tally(one.name(), one.total() + other.total(), one.agreed() + other.agreed());
    }

    private static List<Path> files(Path place) throws IOException, UserException {
        if (!Files.exists(place)) {
            throw new UserException(place + ": no such file or folder");
        }
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (var content = Files.list(place)) {
            return content.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The parts of the decisions, each by itself, over all files. */
    public List<Tally> tallies() {
        return List.copyOf(tallies.values());
    }

    /** The first difference of each file that has one, by the file's name. */
    public Map<String, String> differences() {
        return differences;
    }

    /** Names of files that are not of this kind. */
    public List<String> unknown() {
        return unknown;
    }

    /** What was recorded and nobody here claims to reproduce. */
    public SortedSet<String> uncovered() {
        return uncovered;
    }

    /** Whether all decisions agree, and there are some. */
    public boolean complete() {
        return decisions > 0 && agreed == decisions;
    }

    /** The line that sums it up. */
    public String line() {
        return "conformance " + suite + ": files=" + files + " decisions=" + decisions + " agree=" + agreed;
    }
}
