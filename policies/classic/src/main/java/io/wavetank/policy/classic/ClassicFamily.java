package io.wavetank.policy.classic;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.Draws;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.ScorePlugin;
import io.wavetank.policy.classic.index.Shares;
import io.wavetank.policy.compose.Profile;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.policy.compose.QueueScheduler.Blocking;
import java.util.List;

/** The table of the classic policies. */
public final class ClassicFamily implements PolicyFamily {
    private static final String SKIP = "skip";
    private static final String HEAD_OF_LINE = "head-of-line";
    private static final Option QUEUE = new Option(
            "queue",
            SKIP,
            "what a task that finds no place means for those behind it: skip (they are tried) or head-of-line (they wait)");
    private static final Option CHOICES = new Option("d", "2", "how many nodes are drawn for a task, 1 to 1000");

    private static final String JOHNSON = "Johnson, Demers, Ullman, Garey, Graham, SIAM J. Comput. 3(4), 1974";
    private static final String PANIGRAHY =
            "Panigrahy, Talwar, Uyeda, Wieder, Heuristics for Vector Bin Packing, Microsoft Research, 2011";
    private static final String OURS = "definition here";

    private static final List<PolicyEntry> POLICIES = List.of(
            row("first-fit", "the lowest-numbered node that fits", JOHNSON, (cluster, draws) -> new FirstFit(cluster)),
            row(
                    "next-fit",
                    "the node of the last placement, or the next that fits, around the end",
                    OURS,
                    (cluster, draws) -> new NextFit(cluster)),
            row("best-fit", "the node with the least left over", JOHNSON, (cluster, draws) -> new BestFit(cluster)),
            row("worst-fit", "the node with the most left over", OURS, (cluster, draws) -> new WorstFit(cluster)),
            row("random", "any node that fits, all equally likely", OURS, RandomFit::new),
            row(
                    "round-robin",
                    "the next node after that of the last placement, around the end",
                    OURS,
                    (cluster, draws) -> new RoundRobin(cluster)),
            new PolicyEntry(
                    "power-of-d",
                    "of d nodes drawn among those that fit, the one with the most left over",
                    "Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS, 2001",
                    List.of(QUEUE, CHOICES),
                    options -> {
                        int choices = options.integer("d", 1, 1000);
                        return queued(options, (cluster, draws) -> new PowerOfChoices(cluster, draws, choices));
                    }),
            row(
                    "dot-product",
                    "the node with the largest dot product of request and free space",
                    PANIGRAHY,
                    (cluster, draws) -> packing(new DotProduct(Shares.of(cluster.columns())))),
            row(
                    "l2-norm-difference",
                    "the node whose free space is nearest to the request",
                    PANIGRAHY,
                    (cluster, draws) -> packing(new L2NormDifference(Shares.of(cluster.columns())))),
            row(
                    "cosine",
                    "the node whose free space makes the smallest angle with the request",
                    OURS,
                    (cluster, draws) -> packing(new Cosine(Shares.of(cluster.columns())))));

    /** Makes the placement policy of one run. */
    @FunctionalInterface
    private interface Placement {
        PlacementPolicy make(ClusterView cluster, Draws draws);
    }

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public ClassicFamily() {}

    @Override
    public String name() {
        return "classic";
    }

    @Override
    public String summary() {
        return "the fits of bin packing, random choice, and the heuristics of vector packing";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }

    private static PolicyEntry row(String name, String summary, String source, Placement placement) {
        return new PolicyEntry(name, summary, source, List.of(QUEUE), options -> queued(options, placement));
    }

    private static Scheduler.Factory queued(PolicyOptions options, Placement placement) {
        Blocking blocking =
                options.oneOf(QUEUE.name(), SKIP, HEAD_OF_LINE).equals(SKIP) ? Blocking.SKIP : Blocking.HEAD_OF_LINE;
        return (cluster, draws) ->
                new QueueScheduler(placement.make(cluster, draws), QueueSort.PRIORITY_FIFO, blocking, cluster, draws);
    }

    private static PlacementPolicy packing(ScorePlugin score) {
        return Profile.of(score, DeviceChoice.FULLEST);
    }
}
