package io.wavetank.workload.generate.model;

import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.NearestNames;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.distribution.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workload that comes with Wavetank.
 *
 * @param name its name in a scenario
 * @param summary what it is, in a line
 * @param source where its figures come from
 * @param parameters what can be set
 * @param maker makes it
 */
public record Model(String name, String summary, String source, List<Parameter> parameters, Maker maker) {
    /** The function from settings to a workload. */
    @FunctionalInterface
    public interface Maker {
        /** Makes the workload of these settings. */
        Built make(Settings settings);
    }

    /** Returns the workload of these parameters and the cluster that it is meant for; what is not given is as documented. */
    public Built make(Map<String, Double> given) {
        return maker.make(new Settings(values(given), null));
    }

    /** Returns the workload of these parameters, its load relative to this cluster. */
    public Built make(Map<String, Double> given, ClusterSpec cluster) {
        return maker.make(new Settings(values(given), cluster));
    }

    private Map<String, Double> values(Map<String, Double> given) {
        List<String> known = parameters.stream().map(Parameter::name).toList();
        for (String key : given.keySet()) {
            if (!known.contains(key)) {
                throw Key.fault(
                        key,
                        given.get(key),
                        "model " + name + " has no such parameter" + NearestNames.hint(key, known));
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            values.put(parameter.name(), parameter.checked(given.getOrDefault(parameter.name(), parameter.fallback())));
        }
        return values;
    }

    /** What a model is made with: a checked value for each parameter, and perhaps a cluster. */
    public static final class Settings {
        private final Map<String, Double> values;
        private final @Nullable ClusterSpec cluster;

        private Settings(Map<String, Double> values, @Nullable ClusterSpec cluster) {
            this.values = values;
            this.cluster = cluster;
        }

        /** The value of a parameter. */
        public double number(String parameter) {
            Double value = values.get(parameter);
            if (value == null) {
                throw new IllegalStateException("The model does not declare its parameter " + parameter);
            }
            return value;
        }

        /** The value of a parameter that counts something. */
        public int count(String parameter) {
            return (int) Math.min(Integer.MAX_VALUE, number(parameter));
        }

        /** The cluster given, or null. */
        public @Nullable ClusterSpec cluster() {
            return cluster;
        }

        /** The end, of the parameters {@code tasks} and {@code hours}. */
        Until until() {
            return new Until(taskLimit(), number("hours") * 3600);
        }

        long taskLimit() {
            double tasks = number("tasks");
            return tasks < 1 ? Until.NO_TASK_LIMIT : (long) tasks;
        }
    }
}
