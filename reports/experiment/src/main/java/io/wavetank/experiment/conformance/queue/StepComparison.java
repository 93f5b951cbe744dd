package io.wavetank.experiment.conformance.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.Tally;
import io.wavetank.report.result.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts the steps of one timeline that come out as recorded, and keeps the first difference in words. Steps are numbered from 0 here.
 */
final class StepComparison {
    private static final String STATE = "state";
    /** Lists whose order has no meaning. */
    private static final Set<String> SETS = Set.of("cleared");

    private final JsonNode steps;
    private final List<JsonNode> states = new ArrayList<>();
    private final boolean[] agreed;
    private String firstDifference = "";

    /** Begins before the first step, with the state that the recordings begin with; a state that is left out is the one before. */
    StepComparison(JsonNode steps, ObjectNode initialState) {
        this.steps = steps;
        this.agreed = new boolean[steps.size()];
        JsonNode state = initialState;
        for (JsonNode step : steps) {
            state = step.has(STATE) ? step.path(STATE) : state;
            states.add(state);
        }
    }

    /** Compares one step: the keys that say what came out of it, then the state. */
    void compare(int number, List<String> outcomeKeys, ObjectNode outcome, ObjectNode state) {
        List<String> differences = new ArrayList<>();
        for (String key : outcomeKeys) {
            compare(key, steps.path(number).get(key), outcome.get(key), differences);
        }
        JsonNode expected = states.get(number);
        var keys = new TreeSet<String>();
        expected.fieldNames().forEachRemaining(keys::add);
        state.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            compare(STATE + "." + key, expected.get(key), state.get(key), differences);
        }
        if (differences.isEmpty()) {
            agreed[number] = true;
        } else {
            disagree(number, differences.get(0));
        }
    }

    private static void compare(
            String key, @Nullable JsonNode expected, @Nullable JsonNode got, List<String> differences) {
        String expectedText = text(key, expected);
        String gotText = text(key, got);
        if (!expectedText.equals(gotText)) {
            differences.add(key + ": expected " + expectedText + ", got " + gotText);
        }
    }

    private static String text(String key, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "nothing";
        }
        if (SETS.contains(key)) {
            List<String> members = new ArrayList<>();
            value.forEach(member -> members.add(member.toString()));
            members.sort(null);
            return members.toString();
        }
        return value.isObject() ? ordered(value).toString() : value.toString();
    }

    /** The order of the keys of an object has no meaning. */
    private static ObjectNode ordered(JsonNode value) {
        ObjectNode sorted = Json.object();
        var keys = new TreeSet<String>();
        value.fieldNames().forEachRemaining(keys::add);
        keys.forEach(key -> sorted.set(key, value.path(key)));
        return sorted;
    }

    /** Says of a step why it does not agree. */
    void disagree(int number, String why) {
        if (firstDifference.isEmpty()) {
            JsonNode step = steps.path(number);
            firstDifference = "step " + (number + 1) + " (t=" + step.path("t").asText() + " ms, "
                    + step.path("op").asText() + "): " + why;
        }
    }

    /** Returns the result, by operation too; steps that were not compared do not agree. */
    Outcome outcome() {
        Map<String, Tally> byOperation = new TreeMap<>();
        long agree = 0;
        for (int number = 0; number < agreed.length; number++) {
            String operation = steps.path(number).path("op").asText();
            long one = agreed[number] ? 1 : 0;
            agree += one;
            byOperation.merge(
                    operation,
                    new Tally(operation, 1, one),
                    (all, each) -> new Tally(operation, all.total() + each.total(), all.agreed() + each.agreed()));
        }
        return new Outcome(agreed.length, agree, firstDifference, List.copyOf(byOperation.values()), List.of());
    }
}
