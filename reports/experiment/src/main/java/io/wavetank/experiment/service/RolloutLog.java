package io.wavetank.experiment.service;

import io.wavetank.report.result.Figures;
import java.util.ArrayList;
import java.util.List;

/** What happens in a rollout, in order. */
final class RolloutLog {
    /** What happened. */
    enum Kind {
        /** The controller changed how many pods a version is to have. */
        SCALED,
        /** A pod was made. */
        CREATED,
        /** Its process runs. */
        RUNNING,
        /** It accepts connections. */
        LISTENING,
        /** It became an endpoint. */
        READY,
        /** It is none any more. */
        UNREADY,
        /** It was told to stop. */
        TERMINATING,
        /** It accepts no connections any more. */
        STOPPED_LISTENING,
        /** It has ended. */
        GONE,
        /** Its container is started anew. */
        RESTARTED,
        /** Another version is wanted. */
        VERSION,
        /** The rollout came to where it stands. */
        STATUS
    }

    /**
     * One entry.
     *
     * @param nanos when
     * @param kind what
     * @param subject the pod, the version or the rollout
     * @param text what else there is to say
     * @param refused requests that the pod did not accept until then; 0 for others
     */
    record Entry(long nanos, Kind kind, String subject, String text, long refused) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(long nanos, Kind kind, String subject, String text) {
        add(nanos, kind, subject, text, 0);
    }

    void add(long nanos, Kind kind, String subject, String text, long refused) {
        entries.add(new Entry(nanos, kind, subject, text, refused));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** One object a line. */
    String jsonLines() {
        var text = new StringBuilder();
        for (Entry each : entries) {
            text.append("{\"t_s\": ")
                    .append(Figures.fixed(each.nanos() / 1e9, 3))
                    .append(", \"event\": \"")
                    .append(each.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .append("\", \"of\": \"")
                    .append(each.subject())
                    .append('"');
            if (!each.text().isEmpty()) {
                text.append(", \"what\": \"").append(each.text()).append('"');
            }
            if (each.refused() > 0) {
                text.append(", \"refused\": ").append(each.refused());
            }
            text.append("}\n");
        }
        return text.toString();
    }
}
