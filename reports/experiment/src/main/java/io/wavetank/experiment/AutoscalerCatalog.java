package io.wavetank.experiment;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.scaling.KeepAlive;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.ScalingFamily;
import io.wavetank.policy.scaling.VictimOrder;
import io.wavetank.workload.NearestNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Every autoscaler on the class path. */
public final class AutoscalerCatalog {
    private final List<ScalingFamily> families;

    /** Collects the families. */
    public AutoscalerCatalog() {
        var found = new ArrayList<ScalingFamily>();
        ServiceLoader.load(ScalingFamily.class).forEach(found::add);
        found.sort(Comparator.comparing(ScalingFamily::name));
        this.families = List.copyOf(found);
    }

    /** Those that say how many replicas there are. */
    public List<ScalingEntry<ReplicaAutoscaler.Factory>> replicaAutoscalers() {
        return all(ScalingFamily::replicaAutoscalers);
    }

    /** Those that say what replicas ask for. */
    public List<ScalingEntry<ResourceRecommender.Factory>> resourceRecommenders() {
        return all(ScalingFamily::resourceRecommenders);
    }

    /** Those that say which nodes come and go. */
    public List<ScalingEntry<NodeAutoscaler.Factory>> nodeAutoscalers() {
        return all(ScalingFamily::nodeAutoscalers);
    }

    /** Those that say for how long functions stay loaded. */
    public List<ScalingEntry<KeepAlive.Factory>> keepAlives() {
        return all(ScalingFamily::keepAlives);
    }

    /** The orders in which replicas go. */
    public List<ScalingEntry<VictimOrder>> victimOrders() {
        return all(ScalingFamily::victimOrders);
    }

    private <T> List<ScalingEntry<T>> all(Function<ScalingFamily, List<ScalingEntry<T>>> of) {
        return families.stream().flatMap(family -> of.apply(family).stream()).toList();
    }

    /**
     * Makes the one of a name.
     *
     * @param kind what they are called in messages
     * @param options what the user set
     */
    public static <T> T make(List<ScalingEntry<T>> entries, String kind, String name, Map<String, String> options)
            throws UserException {
        for (ScalingEntry<T> entry : entries) {
            if (entry.name().equals(name)) {
                try {
                    return entry.maker().apply(PolicyOptions.of(entry.name(), entry.options(), options));
                } catch (IllegalArgumentException e) {
                    throw new UserException(String.valueOf(e.getMessage()));
                }
            }
        }
        List<String> names = entries.stream().map(ScalingEntry::name).toList();
        throw new UserException("unknown " + kind + " '" + name + "'" + NearestNames.hint(name, names));
    }
}
