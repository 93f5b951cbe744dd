package io.wavetank.experiment.scenario;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.model.Parameter;
import java.util.List;
import java.util.Map;

/** What a scenario may set of a model that stands in a file. */
final class FileParameters {
    static final List<Parameter> ALL = List.of(
            new Parameter("tasks", "tasks", 0, 1e15, 0, "ends the workload after so many; 0 for what the model says")
                    .counted(),
            new Parameter("hours", "hours", 0, 1e6, 0, "ends the workload at this time; 0 for what the model says"),
            new Parameter("scale", "times", 1e-6, 1e6, 1, "multiplies all rates"),
            new Parameter(
                    "load",
                    "of the cores",
                    0,
                    10,
                    0,
                    "the share of the cores asked for; 0 for the rates of the model"));

    private FileParameters() {}

    /** Returns the model as these parameters have it. */
    static GeneratedWorkload applied(GeneratedWorkload model, Map<String, Double> given, ClusterSpec cluster) {
        double tasks = given.getOrDefault("tasks", 0.0);
        double hours = given.getOrDefault("hours", 0.0);
        double load = given.getOrDefault("load", 0.0);
        GeneratedWorkload workload = model.scaled(given.getOrDefault("scale", 1.0));
        if (load > 0) {
            workload = workload.withLoad(load, Resources.CPU, cluster);
        }
        if (tasks < 1 && hours == 0) {
            return workload;
        }
        return workload.until(new Until(
                tasks < 1 ? Until.NO_TASK_LIMIT : (long) tasks, hours == 0 ? Double.POSITIVE_INFINITY : hours * 3600));
    }
}
