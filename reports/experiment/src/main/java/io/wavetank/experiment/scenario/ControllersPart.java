package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Numeral;
import io.wavetank.sim.scenario.ControllerRule;
import io.wavetank.sim.scenario.ControllerRule.FailureRule;
import io.wavetank.sim.scenario.ControllerRule.OnFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Turns what a scenario says of the controllers of tasks into rules. */
final class ControllersPart {
    private static final List<String> ACTIONS = List.of("count", "ignore", "fail-job");

    private ControllersPart() {}

    static List<ControllerRule> of(Section scenario) throws ScenarioException {
        List<ControllerRule> rules = new ArrayList<>();
        for (Section each : scenario.sections("controllers")) {
            rules.add(each.has("statefulset") ? statefulSet(each) : job(each));
        }
        return rules;
    }

    private static ControllerRule statefulSet(Section set) throws ScenarioException {
        return new ControllerRule.StatefulSet(
                among(set, "statefulset"),
                set.text("management").equals("ordered"),
                set.whole("ready", Unit.DURATION),
                set.has("force_delete") ? set.whole("force_delete", Unit.DURATION) : ControllerRule.NEVER);
    }

    private static ControllerRule job(Section job) throws ScenarioException {
        List<FailureRule> failures = new ArrayList<>();
        for (Section each : job.sections("failures")) {
            List<Integer> codes = new ArrayList<>();
            for (Value code : each.has("exit_codes") ? each.list("exit_codes") : List.<Value>of()) {
                codes.add(code instanceof Numeral numeral ? numeral.number().intValueExact() : 0);
            }
            if (codes.isEmpty() && each.has("exit_codes")) {
                throw ScenarioException.of(
                        each.place("exit_codes"),
                        each.path() + ".exit_codes is empty; expected codes, or no such key for what loses its place");
            }
            OnFailure action = List.of(OnFailure.values()).get(ACTIONS.indexOf(each.text("action")));
            failures.add(new FailureRule(codes, action));
        }
        return new ControllerRule.Job(
                among(job, "job"),
                (int) job.whole("backoff_limit"),
                job.has("active_deadline") ? job.whole("active_deadline", Unit.DURATION) : ControllerRule.NEVER,
                failures);
    }

    private static SortedMap<String, String> among(Section rule, String key) throws ScenarioException {
        SortedMap<String, String> labels = rule.map(key);
        if (labels.isEmpty()) {
            throw ScenarioException.of(
                    rule.place(key), rule.path() + "." + key + " has no labels; expected those of its tasks");
        }
        return labels;
    }
}
