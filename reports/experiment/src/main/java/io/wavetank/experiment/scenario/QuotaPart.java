package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.NodeQuota;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the cloud grants of all groups together: a number of nodes, or nodes, virtual CPUs and GPUs. */
final class QuotaPart {
    private QuotaPart() {}

    /** Returns the quota; models of GPUs have to be some that a group has. */
    static NodeQuota of(Section autoscaling, List<NodeGroupSpec> groups) throws ScenarioException {
        if (!autoscaling.has("quota")) {
            return NodeQuota.NONE;
        } else if (!(autoscaling.value("quota") instanceof Entries)) {
            return NodeQuota.ofNodes((int) autoscaling.whole("quota"));
        }
        Section quota = autoscaling.section("quota");
        int nodes = quota.has("nodes") ? (int) quota.whole("nodes") : Integer.MAX_VALUE;
        return new NodeQuota(nodes, millis(quota, "cpu"), millis(quota, "spot_cpu"), gpus(quota, groups));
    }

    private static long millis(Section quota, String key) {
        return quota.has(key) ? quota.whole(key, Unit.CPU) : NodeQuota.UNLIMITED;
    }

    private static SortedMap<String, Long> gpus(Section quota, List<NodeGroupSpec> groups) throws ScenarioException {
        List<String> known = groups.stream()
                .filter(each -> each.template().gpuCount() > 0)
                .map(each -> each.template().gpuModel())
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        SortedMap<String, Long> gpus = new TreeMap<>();
        Section models = quota.section("gpus");
        for (Map.Entry<String, String> each : quota.map("gpus").entrySet()) {
            String model = each.getKey();
            if (!known.contains(model)) {
                throw ScenarioException.of(
                        models.keyPlace(model),
                        models.path() + " has '" + model + "', and no group with 'scale' has such GPUs; expected "
                                + (known.isEmpty() ? "groups with a 'gpu.model'" : Checker.any(known))
                                + Checker.meant(model, known));
            }
            gpus.put(model, new BigDecimal(each.getValue()).longValueExact());
        }
        return gpus;
    }
}
