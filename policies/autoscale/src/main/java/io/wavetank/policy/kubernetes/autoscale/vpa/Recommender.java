package io.wavetank.policy.kubernetes.autoscale.vpa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The recommender of the vertical pod autoscaler for one workload.
 *
 * <p>Per container name: {@code percentile + margin}, for the bounds times a factor of the confidence c: {@code (1 + 0.001 / c)^-2} for the lower,
 * {@code 1 + 1 / c} for the upper; then the pod's minimum, shared by the containers that something is recommended for; then what the policy
 * allows. Every step yields whole millicores and bytes, truncated.
 *
 * <p>Source: vertical pod autoscaler 0.14, {@code PodResourceRecommender}.
 */
public final class Recommender {
    /** The entry of a policy that holds for containers without one of their own. */
    public static final String OTHERS = "*";

    private static final double TARGET_MEMORY = 0.9;
    private static final double LOWER = 0.5;
    private static final double UPPER = 0.95;
    private static final double LOWER_CONFIDENCE = 0.001;

    private record Key(String container, String labels) {}

    private final VpaSettings settings;
    private final SortedMap<String, ContainerPolicy> policies;
    private final Map<Key, UsageHistory> byKey = new HashMap<>();
    private final SortedMap<String, List<UsageHistory>> byContainer = new TreeMap<>();

    /**
     * Creates a recommender that has seen nothing.
     *
     * @param settings the flags
     * @param policies what the object says, by container or {@link #OTHERS}
     */
    public Recommender(VpaSettings settings, SortedMap<String, ContainerPolicy> policies) {
        this.settings = settings;
        this.policies = new TreeMap<>(policies);
    }

    /**
     * Follows a container of a pod.
     *
     * @param container its name
     * @param labels the pod's labels, in any form that is equal for equal labels
     * @param requestMillis the CPU that it requests
     */
    public ContainerUsage follow(String container, String labels, long requestMillis) {
        return new ContainerUsage(history(container, labels), settings, requestMillis);
    }

    /** What containers of a name in pods of such labels used so far. */
    public UsageHistory history(String container, String labels) {
        return byKey.computeIfAbsent(new Key(container, labels), key -> {
            var history = new UsageHistory(settings);
            byContainer.computeIfAbsent(container, name -> new ArrayList<>()).add(history);
            return history;
        });
    }

    /** Returns what each container should request; those that are off are absent. One followed but not measured yet gets the minimum. */
    public SortedMap<String, Recommendation> recommend() {
        SortedMap<String, UsageHistory> seen = new TreeMap<>();
        byContainer.forEach((container, histories) -> {
            var all = new UsageHistory(settings);
            histories.forEach(all::merge);
            if (!policy(container).off()) {
                seen.put(container, all);
            }
        });
        Amounts least = new Amounts(
                        Amounts.whole(settings.leastCpuMillis() * 0.001 * 1000.0),
                        Amounts.whole(settings.leastMemoryMebibytes() * 1024 * 1024))
                .times(1.0 / seen.size());
        SortedMap<String, Recommendation> all = new TreeMap<>();
        seen.forEach((container, history) -> all.put(container, recommend(history, policy(container), least)));
        return all;
    }

    private ContainerPolicy policy(String container) {
        ContainerPolicy others = policies.getOrDefault(OTHERS, ContainerPolicy.NONE);
        return policies.getOrDefault(container, others);
    }

    private Recommendation recommend(UsageHistory history, ContainerPolicy policy, Amounts least) {
        double confidence = history.confidence();
        Amounts target = estimate(history, settings.targetCpuPercentile(), TARGET_MEMORY);
        Amounts lower = estimate(history, LOWER, LOWER).times(BinaryPower.of(1 + LOWER_CONFIDENCE / confidence, -2));
        Amounts upper = estimate(history, UPPER, UPPER).times(1 + 1 / confidence);
        Amounts uncapped = policy.controlled(target.atLeast(least));
        return new Recommendation(
                policy.capped(uncapped),
                policy.capped(policy.controlled(lower.atLeast(least))),
                policy.capped(policy.controlled(upper.atLeast(least))),
                uncapped);
    }

    private Amounts estimate(UsageHistory history, double cpu, double memory) {
        return history.percentiles(cpu, memory).withMargin(settings.safetyMargin());
    }
}
