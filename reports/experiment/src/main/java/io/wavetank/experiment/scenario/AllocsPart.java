package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Kinds of tasks that are allocs, and kinds that run in them: said by labels that a scheduler knows. */
final class AllocsPart {
    private static final String SET = "alloc_set";
    private static final String INSIDE = "runs_in";
    /** The schedulers that know allocs. */
    private static final List<String> SCHEDULERS = List.of("borg");

    private AllocsPart() {}

    /** Returns the labels of a kind: its own, and those that say what it has to do with allocs. */
    static SortedMap<String, String> labels(Section kind) {
        SortedMap<String, String> labels = new TreeMap<>(kind.map("labels"));
        if (kind.has(SET)) {
            labels.put("alloc-set", kind.text(SET));
        }
        if (kind.has(INSIDE)) {
            labels.put("runs-in", kind.text(INSIDE));
        }
        return labels;
    }

    /** Checks that each set that kinds run in is there, and that the schedulers of a scenario know allocs if there are any. */
    static void check(Entries scenario) throws ScenarioException {
        Section whole = Section.of(scenario, "");
        Section workload = whole.has("workload") ? whole.section("workload") : null;
        if (workload == null || !workload.has("generate")) {
            return;
        }
        List<Section> kinds = kinds(workload.section("generate"));
        var sets = new TreeSet<String>();
        for (Section kind : kinds) {
            if (kind.has(SET)) {
                sets.add(kind.text(SET));
            }
        }
        for (Section kind : kinds) {
            String key = kind.has(SET) ? SET : INSIDE;
            if (kind.has(SET) && kind.has(INSIDE)) {
                throw ScenarioException.of(
                        kind.place(INSIDE), kind.path() + " is an alloc and runs in one; expected one of the two");
            } else if (kind.has(INSIDE) && !sets.contains(kind.text(INSIDE))) {
                throw ScenarioException.of(
                        kind.place(INSIDE),
                        kind.path() + ".runs_in is '" + kind.text(INSIDE)
                                + "', and no kind has it as its 'alloc_set'; expected "
                                + (sets.isEmpty() ? "a kind that has" : Checker.any(List.copyOf(sets)))
                                + Checker.meant(kind.text(INSIDE), List.copyOf(sets)));
            } else if (kind.has(key)) {
                knowing(whole.section("policies"), kind, key);
            }
        }
    }

    private static List<Section> kinds(Section generate) {
        List<Section> kinds = new ArrayList<>();
        if (generate.has("inflows")) {
            generate.sections("inflows").forEach(inflow -> kinds.addAll(inflow.sections("kinds")));
        } else if (generate.has("kinds")) {
            kinds.addAll(generate.sections("kinds"));
        }
        return kinds;
    }

    private static void knowing(Section policies, Section kind, String key) throws ScenarioException {
        Value value = policies.value("scheduler");
        for (Value each : value instanceof Items items ? items.values() : List.of(value)) {
            String text = each instanceof Entries options
                    ? Section.of(options, "scheduler").text("name")
                    : Section.text(each);
            String name = text.strip().split(":", -1)[0];
            if (!SCHEDULERS.contains(name)) {
                throw ScenarioException.of(
                        kind.place(key),
                        kind.path() + "." + key + " is about allocs, which scheduler '" + name
                                + "' does not know; expected scheduler " + Checker.any(SCHEDULERS) + ", or no '" + key
                                + "'");
            }
        }
    }
}
