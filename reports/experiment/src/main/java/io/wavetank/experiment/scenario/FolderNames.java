package io.wavetank.experiment.scenario;

import io.wavetank.experiment.SchedulerChoice;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which folder the results of each of several arms or schedulers have for themselves. */
final class FolderNames {
    /** What stands beside these folders. */
    private static final Set<String> RESERVED =
            Set.of(".", "..", "charts", "environment.json", "report.html", "run.json", "summary.csv", "summary.json");

    private final String what;
    private final Map<String, String> folders = new HashMap<>();

    /** Begins with none; {@code what} they are called. */
    FolderNames(String what) {
        this.what = what;
    }

    /** Says why the results of one of this name would have no place of their own; nothing if they have, which is taken from now on. */
    String taken(String name) {
        String folder = SchedulerChoice.folderName(name);
        if (RESERVED.contains(folder)) {
            return "would have its results where those of all have a file or folder; expected another name";
        }
        String before = folders.putIfAbsent(folder, name);
        return before == null
                ? ""
                : before.equals(name)
                        ? "is named twice; expected each once"
                        : "would have its results in the folder of " + what + " '" + before + "', " + folder
                                + "; expected another name";
    }
}
