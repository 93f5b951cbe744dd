package io.wavetank.policy.fenzo;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A task as Fenzo sees it, for one attempt at running it; amounts as in {@link Machine}. */
final class Request implements TaskRequest {
    private final TaskView task;
    private final String id;
    private final TaskClass asked;
    private final SortedMap<String, Double> scalars = new TreeMap<>();
    private final List<ConstraintEvaluator> constraints;
    private @Nullable AssignedResources assigned;
    private @Nullable String host;
    private boolean told;

    Request(TaskView task, long attempt, Resources resources, ConstraintEvaluator constraint) {
        this.task = task;
        this.id = "task-" + task.sequence() + "-" + attempt;
        this.asked = task.taskClass();
        this.constraints = List.of(constraint);
        scalars.put("pods", (double) asked.totalRequest(Resources.PODS));
        for (int resource = Resources.FIXED; resource < asked.resourceCount(); resource++) {
            if (asked.totalRequest(resource) > 0) {
                scalars.put(resources.name(resource), (double) asked.totalRequest(resource));
            }
        }
    }

    TaskView task() {
        return task;
    }

    TaskClass asked() {
        return asked;
    }

    /** Where it was put; null if nowhere. */
    @Nullable
    String host() {
        return host;
    }

    void host(String name) {
        host = name;
    }

    /** Whether it is now said for the first time that there is no machine for it. */
    boolean firstTold() {
        boolean first = !told;
        told = true;
        return first;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String taskGroupName() {
        return "";
    }

    @Override
    public double getCPUs() {
        return asked.totalRequest(Resources.CPU);
    }

    @Override
    public double getMemory() {
        return asked.totalRequest(Resources.MEMORY);
    }

    @Override
    public double getNetworkMbps() {
        return 0;
    }

    @Override
    public double getDisk() {
        return asked.totalRequest(Resources.EPHEMERAL_STORAGE);
    }

    @Override
    public int getPorts() {
        return 0;
    }

    @Override
    public Map<String, Double> getScalarRequests() {
        return scalars;
    }

    @Override
    public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
        return Map.of();
    }

    @Override
    public List<? extends ConstraintEvaluator> getHardConstraints() {
        return constraints;
    }

    @Override
    public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
        return List.of();
    }

    @Override
    public void setAssignedResources(AssignedResources resources) {
        assigned = resources;
    }

    @Override
    public @Nullable AssignedResources getAssignedResources() {
        return assigned;
    }
}
