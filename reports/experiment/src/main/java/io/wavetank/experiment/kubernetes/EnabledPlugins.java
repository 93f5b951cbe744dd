package io.wavetank.experiment.kubernetes;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.kubernetes.plugin.InTreePlugins;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile.PluginWeight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which plug-ins a profile's {@code plugins} turn on and off, starting from the default ones.
 *
 * <p>{@code disabled} takes defaults out, {@code *} all of them; {@code enabled} adds, or gives a default another weight in its place. What is
 * said under {@code multiPoint} holds at every point; what is said under a point holds there and comes first.
 */
final class EnabledPlugins {
    private static final String ALL = "*";
    private static final String MULTI_POINT = "multiPoint";
    private static final String FILTER = "filter";
    private static final String SCORE = "score";
    private static final String POST_FILTER = "postFilter";

    /** In-tree plug-ins that decide nothing here: volumes beyond the simple form, binding, and the queue's order, which is always the same. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "VolumeRestrictions",
            "EBSLimits",
            "GCEPDLimits",
            "AzureDiskLimits",
            "CinderLimits",
            "VolumeZone",
            "NodePreferAvoidPods",
            "SelectorSpread",
            "DefaultBinder",
            PluginNames.PRIORITY_SORT,
            PluginNames.SCHEDULING_GATES);

    private final @Nullable YamlNode plugins;

    EnabledPlugins(@Nullable YamlNode plugins) {
        this.plugins = plugins;
    }

    SchedulerProfile applyTo(SchedulerProfile profile) throws UserException {
        if (plugins == null) {
            return profile;
        }
        checkPoints();
        Map<String, Integer> everywhere = merged(defaults(), MULTI_POINT);
        List<String> filters = new ArrayList<>(at(everywhere, FILTER).keySet());
        filters.removeIf(name -> !InTreePlugins.hasFilter(name));
        List<PluginWeight> scores = new ArrayList<>();
        at(everywhere, SCORE).forEach((name, weight) -> {
            if (InTreePlugins.hasScore(name)) {
                scores.add(new PluginWeight(name, Math.max(1, weight)));
            }
        });
        boolean preemption = at(everywhere, POST_FILTER).containsKey(PluginNames.DEFAULT_PREEMPTION);
        return profile.withPlugins(filters, scores, preemption);
    }

    /** The default plug-ins in their order, with the weight of their score, 0 for those without. */
    private static Map<String, Integer> defaults() {
        Map<String, Integer> weights = new LinkedHashMap<>();
        SchedulerProfile.DEFAULT_FILTERS.forEach(name -> weights.put(name, 0));
        weights.put(PluginNames.DEFAULT_PREEMPTION, 0);
        SchedulerProfile.DEFAULT_SCORES.forEach(each -> weights.put(each.plugin(), each.weight()));
        return weights;
    }

    private Map<String, Integer> at(Map<String, Integer> everywhere, String point) throws UserException {
        Map<String, Integer> here = new LinkedHashMap<>(enabled(point));
        Map<String, Integer> rest = new LinkedHashMap<>(everywhere);
        disabled(point).forEach(name -> disable(rest, name));
        rest.forEach(here::putIfAbsent);
        return here;
    }

    private Map<String, Integer> merged(Map<String, Integer> defaults, String point) throws UserException {
        Map<String, Integer> merged = new LinkedHashMap<>(defaults);
        disabled(point).forEach(name -> disable(merged, name));
        merged.putAll(enabled(point));
        return merged;
    }

    private static void disable(Map<String, Integer> plugins, String name) {
        if (name.equals(ALL)) {
            plugins.clear();
        } else {
            plugins.remove(name);
        }
    }

    private Map<String, Integer> enabled(String point) throws UserException {
        Map<String, Integer> weights = new LinkedHashMap<>();
        YamlNode set = plugins == null ? null : plugins.field(point);
        for (YamlNode item : set == null ? List.<YamlNode>of() : set.list("enabled")) {
            item.only("name", "weight");
            String name = known(item);
            YamlNode weight = item.field("weight");
            weights.put(name, weight == null ? 0 : weight.whole());
        }
        return weights;
    }

    private List<String> disabled(String point) throws UserException {
        List<String> names = new ArrayList<>();
        YamlNode set = plugins == null ? null : plugins.field(point);
        for (YamlNode item : set == null ? List.<YamlNode>of() : set.list("disabled")) {
            item.only("name", "weight");
            names.add(item.required("name").text().equals(ALL) ? ALL : known(item));
        }
        return names;
    }

    private static String known(YamlNode item) throws UserException {
        YamlNode name = item.required("name");
        String text = name.text();
        if (InTreePlugins.hasFilter(text)
                || InTreePlugins.hasScore(text)
                || WITHOUT_EFFECT.contains(text)
                || text.equals(PluginNames.DEFAULT_PREEMPTION)) {
            return text;
        }
        throw name.mistake("there is no plug-in '" + text + "' here; only those of kube-scheduler itself are known");
    }

    /** Points other than those read have an effect only together with them: changes there are refused rather than passed over. */
    private void checkPoints() throws UserException {
        if (plugins == null) {
            return;
        }
        for (Map.Entry<String, YamlNode> point : plugins.fields().entrySet()) {
            point.getValue().only("enabled", "disabled");
            boolean read = Set.of(MULTI_POINT, FILTER, SCORE, POST_FILTER).contains(point.getKey());
            for (YamlNode item : read ? List.<YamlNode>of() : point.getValue().list("disabled")) {
                if (!WITHOUT_EFFECT.contains(item.required("name").text())) {
                    throw item.mistake("a plug-in cannot be turned off at '" + point.getKey()
                            + "' alone; turn it off under multiPoint, filter or score");
                }
            }
        }
    }
}
