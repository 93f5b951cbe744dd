package io.wavetank.experiment.conformance.kube;

import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.experiment.conformance.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts, decision by decision, which recorded parts came out the same; keeps the first difference in words, and which others differ. */
public final class Scorecard {
    private static final int SHORT = 16;
    private static final int NAMED = 20;

    private final Map<String, long[]> parts = new TreeMap<>();
    private final TreeSet<String> seen = new TreeSet<>();
    private final TreeSet<String> different = new TreeSet<>();
    private final List<String> others = new ArrayList<>();
    private String decision = "";
    private String firstDifference = "";
    private long decisions;
    private long agreed;

    /** Begins with nothing compared. */
    public Scorecard() {}

    /** Begins the next decision; {@code subject} says which, for people. */
    public void begin(String subject) {
        decision = subject;
        seen.clear();
        different.clear();
    }

    /** Compares one recorded value of a part with ours; {@code place} says where in the decision, or is empty. */
    public void compare(String part, String place, Object expected, Object got) {
        seen.add(part);
        if (!Objects.equals(expected, got)) {
            different.add(part);
            if (firstDifference.isEmpty()) {
                firstDifference = decision + (place.isEmpty() ? "" : ", " + place) + ", " + part + ": "
                        + difference(expected, got);
            }
        }
    }

    /** Two values that differ, in words; of long lists the first elements that differ. */
    private static String difference(Object expected, Object got) {
        if (expected instanceof List<?> one && got instanceof List<?> other && one.size() + other.size() > SHORT) {
            int place = 0;
            while (place < one.size() && place < other.size() && one.get(place).equals(other.get(place))) {
                place++;
            }
            return "expected " + element(one, place) + ", got " + element(other, place) + " at place " + place;
        }
        return "expected " + expected + ", got " + got;
    }

    private static Object element(List<?> list, int place) {
        return place < list.size() ? list.get(place) : "the end";
    }

    /** Ends the decision. */
    public void end() {
        decisions++;
        agreed += different.isEmpty() ? 1 : 0;
        if (!different.isEmpty() && decisions - agreed > 1) {
            others.add(decision);
        }
        for (String part : seen) {
            long[] counts = parts.computeIfAbsent(part, name -> new long[2]);
            counts[0]++;
            counts[1] += different.contains(part) ? 0 : 1;
        }
    }

    /** How far the file agrees. */
    public Outcome outcome() {
        List<Tally> tallies = new ArrayList<>();
        parts.forEach((name, counts) -> tallies.add(new Tally(name, counts[0], counts[1])));
        return new Outcome(decisions, agreed, firstDifference + alsoDifferent(), tallies, List.of());
    }

    private String alsoDifferent() {
        if (others.isEmpty()) {
            return "";
        }
        int named = Math.min(NAMED, others.size());
        String rest = others.size() > named ? " and " + (others.size() - named) + " more" : "";
        return "; also different: " + String.join("; ", others.subList(0, named)) + rest;
    }
}
