package io.wavetank.policy.kubernetes;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.kubernetes.control.KubernetesScheduler;
import io.wavetank.policy.kubernetes.control.KubernetesSettings;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.Strategy;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.queue.QueueSettings;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of the Kubernetes policies. */
public final class KubernetesFamily implements PolicyFamily {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String DEFAULT = "default";
    private static final String MOST_ALLOCATED = "most-allocated";
    private static final String RTCR = "rtcr";
    private static final String DRAW = "draw";
    private static final String LOWEST_NAME = "lowest-name";
    private static final int DAY_SECONDS = 86_400;
    private static final SortedMap<String, Compatibility> VERSIONS = new TreeMap<>(Map.of(
            "1.26", Compatibility.V1_26,
            "1.27", Compatibility.V1_27,
            "1.28", Compatibility.V1_28,
            "1.29", Compatibility.V1_29,
            "1.30", Compatibility.V1_30));
    private static final SortedMap<String, Strategy> STRATEGIES = new TreeMap<>(Map.of(
            DEFAULT, Strategy.LEAST_ALLOCATED,
            MOST_ALLOCATED, Strategy.MOST_ALLOCATED,
            RTCR, Strategy.REQUESTED_TO_CAPACITY_RATIO));

    private static final List<PolicyEntry> POLICIES = List.of(new PolicyEntry(
            "kubernetes",
            "kube-scheduler: queue, filters, scores, preemption and gangs as in production",
            "Kubernetes 1.26, pkg/scheduler",
            List.of(
                    new Option(
                            "profile",
                            DEFAULT,
                            "what fills a node: default (LeastAllocated), most-allocated, or rtcr (RequestedToCapacityRatio rising"
                                    + " from 0 to 10)"),
                    new Option(
                            "config",
                            "",
                            "a KubeSchedulerConfiguration (YAML) with one profile, which stands in for 'profile'; named from where Wavetank is started"),
                    new Option("version", "1.26", "whose decisions: 1.26, 1.27, 1.28, 1.29 or 1.30"),
                    new Option(
                            "percentage-of-nodes-to-score",
                            "0",
                            "how many nodes that will do are looked for, in percent; 0 lets it depend on the cluster's size"),
                    new Option("ties", DRAW, "which of equally good nodes: draw, or lowest-name"),
                    new Option("grace", "30", "how long a pod that is preempted keeps its place, in seconds"),
                    new Option("permit", "60", "how long a member of a gang waits for the others, in seconds")),
            KubernetesFamily::scheduler));

    private static Scheduler.Factory scheduler(PolicyOptions options) {
        KubernetesSettings settings = settings(options);
        return (cluster, draws) -> new KubernetesScheduler(settings, cluster, draws);
    }

    private static KubernetesSettings settings(PolicyOptions options) {
        String version = options.oneOf("version", VERSIONS.keySet().toArray(String[]::new));
        SchedulerProfile profile = profile(options, chosen(VERSIONS, version));
        int percentage = options.integer("percentage-of-nodes-to-score", 0, 100);
        if (percentage > 0) {
            profile = profile.withPercentageOfNodesToScore(percentage);
        }
        return new KubernetesSettings(
                profile,
                options.oneOf("ties", DRAW, LOWEST_NAME).equals(DRAW) ? TieRule.DRAW : TieRule.LOWEST_NAME,
                QueueSettings.DEFAULT,
                SECOND_NANOS * options.integer("grace", 0, DAY_SECONDS),
                SECOND_NANOS * options.integer("permit", 1, DAY_SECONDS));
    }

    private static SchedulerProfile profile(PolicyOptions options, Compatibility version) {
        String strategy = options.oneOf("profile", STRATEGIES.keySet().toArray(String[]::new));
        String file = options.text("config");
        if (file.isEmpty()) {
            return SchedulerProfile.defaults(version).with(FitArguments.of(chosen(STRATEGIES, strategy)));
        } else if (!strategy.equals(DEFAULT)) {
            throw new IllegalArgumentException(
                    "Policy kubernetes has both profile=" + strategy + " and config=" + file + "; set one of them");
        }
        for (ProfileReader reader : ServiceLoader.load(ProfileReader.class)) {
            return reader.read(file, version);
        }
        throw new IllegalArgumentException(
                "Policy kubernetes, option config: nothing on the class path reads such a file");
    }

    private static <T> T chosen(SortedMap<String, T> table, String word) {
        T value = table.get(word);
        if (value == null) {
            throw new IllegalStateException("An option let pass " + word);
        }
        return value;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public String summary() {
        return "kube-scheduler, held to recorded decisions";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }
}
