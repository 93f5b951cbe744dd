package io.wavetank.experiment.scenario;

import io.wavetank.experiment.kubernetes.AdmissionRules;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.AdmissionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the API server says to tasks before they exist: limit ranges and quotas of namespaces. */
final class AdmissionPart {
    private static final String BEST_EFFORT = "BestEffort";
    private static final String CPU = "cpu";
    private static final String NAMESPACE = "namespace";
    private static final List<String> RESOURCES = List.of(CPU, "memory", "ephemeral-storage");
    private static final List<String> ORDER = List.of("min", "defaultRequest", "default", "max");

    private final Section admission;
    private final SortedMap<String, Integer> classes;

    private AdmissionPart(Section admission, ClusterSpec cluster) {
        this.admission = admission;
        this.classes = cluster.objects().priorityClasses();
    }

    /** Returns what a scenario says under {@code admission}. */
    static AdmissionSpec of(Section admission, ClusterSpec cluster) throws ScenarioException {
        return new AdmissionPart(admission, cluster).spec();
    }

    private AdmissionSpec spec() throws ScenarioException {
        var rules = new AdmissionRules();
        for (Section each : admission.sections("limitRanges")) {
            rules.add(each.text(NAMESPACE), isOfPods(each), range(each));
        }
        for (Section each : admission.sections("resourceQuotas")) {
            AdmissionRules.Quota quota = quota(each);
            if (!rules.add(each.text(NAMESPACE), quota)) {
                throw fault(each, "name", "'" + quota.name() + "' is there twice in its namespace; expected each once");
            }
        }
        boolean again = admission.truth("again");
        return new AdmissionSpec(
                rules.factory(classes),
                again ? AdmissionSpec.JOB_FIRST_NANOS : 0,
                again ? AdmissionSpec.JOB_MOST_NANOS : 0);
    }

    private static boolean isOfPods(Section range) {
        return range.text("type").equals("Pod");
    }

    private static AdmissionRules.Range range(Section range) throws ScenarioException {
        List<SortedMap<String, Long>> amounts = new ArrayList<>();
        for (String key : ORDER) {
            amounts.add(amounts(range.section(key)));
        }
        boolean pods = isOfPods(range);
        for (int i = 0; i < ORDER.size(); i++) {
            if (pods && ORDER.get(i).startsWith("default") && !amounts.get(i).isEmpty()) {
                throw fault(range, ORDER.get(i), "a limit range of pods has no defaults; expected type Container");
            }
            for (int j = i + 1; j < ORDER.size(); j++) {
                for (Map.Entry<String, Long> each : amounts.get(i).entrySet()) {
                    if (amounts.get(j).getOrDefault(each.getKey(), Long.MAX_VALUE) < each.getValue()) {
                        throw fault(
                                range,
                                ORDER.get(i),
                                each.getKey() + " is more than that of '" + ORDER.get(j)
                                        + "'; expected min, defaultRequest, default and max in this order");
                    }
                }
            }
        }
        SortedMap<String, Double> ratios = new TreeMap<>();
        Section ratio = range.section("maxLimitRequestRatio");
        for (String resource : RESOURCES) {
            if (ratio.has(resource)) {
                ratios.put(resource, ratio.number(resource));
            }
        }
        return new AdmissionRules.Range(amounts.get(0), amounts.get(1), amounts.get(2), amounts.get(3), ratios);
    }

    private static SortedMap<String, Long> amounts(Section of) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        for (String resource : RESOURCES) {
            if (of.has(resource)) {
                amounts.put(resource, of.whole(resource, resource.equals(CPU) ? Unit.CPU : Unit.BYTES));
            }
        }
        return amounts;
    }

    private AdmissionRules.Quota quota(Section quota) throws ScenarioException {
        SortedMap<String, Long> hard = new TreeMap<>();
        Section bounds = quota.section("hard");
        for (String bound : bounds.entries().entries().keySet()) {
            if (bounds.has(bound)) {
                hard.put(
                        bound,
                        bound.equals("pods")
                                ? bounds.whole(bound)
                                : bounds.whole(bound, bound.endsWith(CPU) ? Unit.CPU : Unit.BYTES));
            }
        }
        if (hard.isEmpty()) {
            throw fault(quota, "hard", "nothing is bounded; expected a bound, such as pods: 10");
        }
        List<String> scopes = quota.texts("scopes");
        if (scopes.contains(BEST_EFFORT) && scopes.contains("NotBestEffort")) {
            throw fault(quota, "scopes", "no task is both; expected one of BestEffort and NotBestEffort");
        } else if (scopes.contains(BEST_EFFORT) && !hard.keySet().equals(Set.of("pods"))) {
            throw fault(
                    quota, "scopes", "tasks that ask for nothing can only be counted; expected 'pods' alone in 'hard'");
        }
        return new AdmissionRules.Quota(
                quota.text("name"),
                hard,
                scopes.contains(BEST_EFFORT),
                scopes.contains("NotBestEffort"),
                classes(quota));
    }

    private List<String> classes(Section quota) throws ScenarioException {
        List<String> names = quota.texts("priorityClasses");
        for (String name : names) {
            if (!classes.containsKey(name)) {
                throw fault(
                        quota,
                        "priorityClasses",
                        "there is no priority class '" + name + "' in cluster.priorityClasses; expected "
                                + Checker.any(classes.keySet()) + Checker.meant(name, classes.keySet()));
            }
        }
        return names;
    }

    private static ScenarioException fault(Section of, String key, String what) {
        return ScenarioException.of(of.place(key), of.path() + "." + key + ": " + what);
    }
}
