package io.wavetank.experiment.bench;

import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Filters;
import io.wavetank.policy.kubernetes.framework.Nominations;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle;
import io.wavetank.policy.kubernetes.framework.SearchOutcome;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.index.IndexedSearch;
import io.wavetank.policy.kubernetes.plugin.InTreePlugins;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * kube-scheduler's default profile, version 1.26, on an empty cluster that fills up: the incremental search beside the full scan.
 *
 * <p>The incremental search places all pods. The full scan then meets every n-th pod in the cluster as it was at that pod, from the same place in
 * the order of nodes, so many that it looks at about ten million nodes; every pod, where they are few. Both hashes are over the choices, scores
 * and numbers of ties of those pods. The time is that of the one thread that decides, putting pods on their nodes included, after a run on a
 * small cluster that lets the compiler finish.
 *
 * @param kind what the pods ask for besides resources
 * @param nodes how many nodes the cluster has
 * @param pods how many pods come
 * @param classes how many kinds of pods there are
 * @param seed chooses the requests and the order
 */
public record KubeBench(Kind kind, int nodes, int pods, int classes, long seed) {
    /** The most classes that there can be. */
    public static final int MOST_CLASSES = KubeWorkload.MOST_CLASSES;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long NODES_SCANNED = 10_000_000;
    private static final int WARM_UP_NODES = 300;
    private static final int WARM_UP_PODS = 20_000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** What pods ask for besides resources. */
    public enum Kind {
        /** Nothing; all nodes are scored. */
        PLAIN,
        /** Nothing; as many nodes are scored as Kubernetes scores by default. */
        ADAPTIVE,
        /** To be spread with their like: over zones (must), over hosts (should). */
        SPREAD,
        /** Hosts without their like, preferably. */
        ANTI_AFFINITY
    }

    /**
     * What was measured.
     *
     * @param line the line of figures
     * @param difference the first pod for which the two ways differ, and how; empty if they agree
     */
    public record Result(String line, String difference) {}

    /** Decisions as they were taken. */
    private record Decisions(int[] starts, int[] chosen, long[] totals, int[] ties, long cpuNanos) {
        static Decisions of(int count, long cpuNanos) {
            return new Decisions(new int[count], new int[count], new long[count], new int[count], cpuNanos);
        }

        void put(int i, SearchOutcome outcome) {
            starts[i] = outcome.startBefore();
            chosen[i] = outcome.chosen();
            totals[i] = outcome.bestTotal();
            ties[i] = outcome.ties();
        }

        String text(int i) {
            return chosen[i] + " " + totals[i] + " " + ties[i];
        }

        Decisions taking(long nanos) {
            return new Decisions(starts, chosen, totals, ties, nanos);
        }
    }

    /** Measures both. */
    public Result run() {
        var small = new KubeBench(
                kind, Math.min(nodes, WARM_UP_NODES), Math.min(pods, WARM_UP_PODS), Math.min(classes, 100), seed + 1);
        small.full(small.incremental(), small.step());
        Decisions incremental = incremental();
        int step = step();
        Decisions full = full(incremental, step);
        int scanned = (pods + step - 1) / step;
        String line = String.format(
                Locale.ROOT,
                "bench kube: kind=%s nodes=%d pods=%d classes=%d seed=%d pods_per_cpu_s=%.0f full_scan_pods_per_cpu_s=%.1f"
                        + " incremental_sha256=%s full_scan_sha256=%s peak_rss_mb=%d",
                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                nodes,
                pods,
                classes,
                seed,
                pods * NANOS_PER_SECOND / incremental.cpuNanos(),
                scanned * NANOS_PER_SECOND / full.cpuNanos(),
                sha256(incremental, step),
                sha256(full, step),
                ProcessCost.peakResidentMegabytes());
        return new Result(line, difference(incremental, full, step));
    }

    /** How many decisions {@link #run} holds against each other. */
    public int compared() {
        return (pods + step() - 1) / step();
    }

    /** Every which pod the full scan meets. */
    private int step() {
        long most = Math.max(1, NODES_SCANNED / nodes);
        return (int) ((pods + most - 1) / most);
    }

    private SchedulerProfile profile() {
        return SchedulerProfile.defaults(Compatibility.V1_26)
                .withPercentageOfNodesToScore(kind == Kind.ADAPTIVE ? 0 : 100);
    }

    private SchedulingCycle cycle(ClusterCache cluster, Nominations nominations) {
        SchedulerProfile profile = profile();
        var filters = new Filters(InTreePlugins.filters(profile, cluster), cluster, nominations);
        var rules = new SchedulingCycle.Rules(
                profile.percentageOfNodesToScore(), plugin -> false, TieRule.DRAW, new Draws(seed, 0).stream("ties"));
        return new SchedulingCycle(cluster, filters, InTreePlugins.scores(profile, cluster), nominations, rules);
    }

    private Decisions incremental() {
        ClusterCache cluster = KubeWorkload.cluster(nodes);
        Pod[] queue = new KubeWorkload(kind, classes, seed).pods(pods, cluster);
        var nominations = new Nominations();
        SchedulingCycle cycle = cycle(cluster, nominations);
        var index = new IndexedSearch(cluster, profile(), cycle, nominations, IndexedSearch.DEFAULT_BUDGET_BYTES);
        Decisions decisions = Decisions.of(pods, 0);
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < pods; i++) {
            SearchOutcome outcome = index.decide(queue[i], i);
            decisions.put(i, outcome);
            if (outcome.chosen() != Pod.NOWHERE) {
                cluster.putPod(queue[i], outcome.chosen());
            }
        }
        return decisions.taking(THREADS.getCurrentThreadCpuTime() - before);
    }

    private Decisions full(Decisions placed, int step) {
        ClusterCache cluster = KubeWorkload.cluster(nodes);
        Pod[] queue = new KubeWorkload(kind, classes, seed).pods(pods, cluster);
        SchedulingCycle cycle = cycle(cluster, new Nominations());
        Decisions decisions = Decisions.of(pods, 0);
        long nanos = 0;
        for (int i = 0; i < pods; i++) {
            long before = i % step == 0 ? THREADS.getCurrentThreadCpuTime() : 0;
            if (i % step == 0) {
                cycle.startAt(placed.starts()[i]);
                decisions.put(i, cycle.decide(queue[i], i));
            }
            if (placed.chosen()[i] != Pod.NOWHERE) {
                cluster.putPod(queue[i], placed.chosen()[i]);
            }
            nanos += i % step == 0 ? THREADS.getCurrentThreadCpuTime() - before : 0;
        }
        return decisions.taking(nanos);
    }

    private String sha256(Decisions decisions, int step) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < pods; i += step) {
                digest.update((decisions.text(i) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private String difference(Decisions incremental, Decisions full, int step) {
        for (int i = 0; i < pods; i += step) {
            if (!incremental.text(i).equals(full.text(i))) {
                return "pod " + i + ": the full scan says (node, score, ties) " + full.text(i)
                        + ", the incremental search " + incremental.text(i);
            }
        }
        return "";
    }
}
