package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.RecordedFile;
import io.wavetank.experiment.conformance.kube.Fields;
import io.wavetank.experiment.conformance.kube.Scorecard;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files {@code {"format": ..., "cases": [...]}}: each case by itself is handed to whoever replays its format. */
final class RecordedCases {
    /** Replays one case and enters what it compares; each decision is begun and ended by it. */
    @FunctionalInterface
    interface Replay {
        void replay(String id, JsonNode recorded, Scorecard card);
    }

    private final Map<String, Replay> formats;

    RecordedCases(Map<String, Replay> formats) {
        this.formats = formats;
    }

    boolean recognises(RecordedFile file) throws IOException, UserException {
        return replay(file) != null;
    }

    private @Nullable Replay replay(RecordedFile file) throws IOException, UserException {
        JsonNode root = file.json();
        return root == null || !root.path("cases").isArray()
                ? null
                : formats.get(root.path("format").asText());
    }

    Outcome check(RecordedFile file) throws IOException, UserException {
        JsonNode root = file.json();
        Replay replay = replay(file);
        if (root == null || replay == null) {
            throw new UserException(file.path() + ": not a file of recorded cases; fetch it again");
        }
        var card = new Scorecard();
        int number = 0;
        for (JsonNode each : root.path("cases")) {
            number++;
            String id = each.path("id").asText();
            try {
                replay.replay(id.isEmpty() ? "case " + number : id, each, card);
            } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
                throw new UserException(file.path() + ": case " + number + (id.isEmpty() ? "" : " (" + id + ")")
                        + " is not as expected: " + e.getMessage() + "; fetch the file again");
            }
        }
        return card.outcome();
    }

    /** The element of an array that is a whole number. */
    static long at(JsonNode array, int place) {
        JsonNode value = array.path(place);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw Fields.wrong("place " + place, array);
        }
        return value.longValue();
    }

    /** The number of a field, whole or not. */
    static double real(JsonNode node, String field, double absent) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return absent;
        } else if (!value.isNumber()) {
            throw Fields.wrong(field, value);
        }
        return value.doubleValue();
    }
}
