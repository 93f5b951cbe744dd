package io.wavetank.experiment.compare;

import io.wavetank.report.result.RunSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names by which the schedulers of several folders are told apart: their own, and where two folders have the same, the folder's too. */
final class Labels {
    private Labels() {}

    /** Returns all runs, those of one folder after those of another, under these names. */
    static List<RunSummary> told(List<FinishedRuns> all) {
        List<RunSummary> runs = new ArrayList<>();
        for (FinishedRuns each : all) {
            for (RunSummary run : each.runs()) {
                boolean shared = all.stream()
                                .filter(other -> has(other, run.scheduler()))
                                .count()
                        > 1;
                String label = shared ? run.scheduler() + " (" + folder(each.place(), all) + ")" : run.scheduler();
                runs.add(run.named(label));
            }
        }
        return runs;
    }

    private static boolean has(FinishedRuns folder, String scheduler) {
        return folder.runs().stream().anyMatch(run -> run.scheduler().equals(scheduler));
    }

    /** The folder's last name if no other has it, else the whole path as the user wrote it. */
    private static String folder(Path place, List<FinishedRuns> all) {
        String last = last(place);
        boolean clear =
                all.stream().filter(other -> last(other.place()).equals(last)).count() == 1;
        return clear ? last : place.toString();
    }

    private static String last(Path place) {
        return String.valueOf(place.toAbsolutePath().normalize().getFileName());
    }
}
