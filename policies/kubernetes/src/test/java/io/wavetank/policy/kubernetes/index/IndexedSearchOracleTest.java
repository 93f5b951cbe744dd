package io.wavetank.policy.kubernetes.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Filters;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle;
import io.wavetank.policy.kubernetes.framework.SearchOutcome;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.plugin.InTreePlugins;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The index against the full scan, decision for decision; replay one failing seed with {@code -Dproperty.seed=N}. */
final class IndexedSearchOracleTest {
    private static final long SMALL_BUDGET_BYTES = 3000;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decides_as_the_full_scan_does(long seed) {
        var random = new Random(seed);
        SchedulerProfile profile = new RandomProfile(random).next();
        int nodes = random.nextInt(5) == 0 ? 110 + random.nextInt(250) : 1 + random.nextInt(40);
        var cluster = new RandomCluster(random, nodes, 1 + random.nextInt(40));
        TieRule ties = random.nextBoolean() ? TieRule.DRAW : TieRule.LOWEST_NAME;
        SchedulingCycle scan = cycle(profile, cluster, ties);
        SchedulingCycle spare = cycle(profile, cluster, ties);
        long budget = random.nextInt(3) == 0 ? SMALL_BUDGET_BYTES : IndexedSearch.DEFAULT_BUDGET_BYTES;
        var index = new IndexedSearch(cluster.cache, profile, spare, cluster.nominations, budget);
        int served = 0;
        for (long decision = 0; decision < 400; decision++) {
            Pod pod = cluster.nextPod();
            SearchOutcome expected = scan.decide(pod, decision);
            SearchOutcome found = index.decide(pod, decision);
            assertThat(text(found)).as("decision %d", decision).isEqualTo(text(expected));
            served += found instanceof IndexOutcome ? 1 : 0;
            cluster.place(pod, expected.chosen());
            cluster.live();
        }
        assertThat(served).isGreaterThan(150);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void says_why_where_no_node_will_do(long seed) {
        var random = new Random(seed);
        SchedulerProfile profile = new RandomProfile(random).next();
        var cluster = new RandomCluster(random, 1 + random.nextInt(8), 20);
        var scan = new KubeScheduler(cluster.cache, profile, TieRule.DRAW, new Draws(1, 0));
        var quick = new KubeScheduler(cluster.cache, profile, TieRule.DRAW, new Draws(1, 0));
        int nowhere = 0;
        for (long decision = 0; decision < 300; decision++) {
            Pod pod = cluster.nextPod();
            Findings expected = scan.decide(pod, decision);
            SearchOutcome found = quick.choose(pod, decision);
            assertThat(text(found)).isEqualTo(text(expected));
            if (expected.chosen() == Pod.NOWHERE) {
                nowhere++;
                assertThat(found).isInstanceOf(Findings.class);
                assertThat(((Findings) found).rejectedCount()).isEqualTo(expected.rejectedCount());
            }
            cluster.place(pod, expected.chosen());
            cluster.live();
        }
        assertThat(nowhere).isPositive();
    }

    private static SchedulingCycle cycle(SchedulerProfile profile, RandomCluster cluster, TieRule ties) {
        var filters = new Filters(InTreePlugins.filters(profile, cluster.cache), cluster.cache, cluster.nominations);
        var rules = new SchedulingCycle.Rules(
                profile.percentageOfNodesToScore(), profile.version()::leavesOut, ties, new Draws(1, 0));
        return new SchedulingCycle(
                cluster.cache, filters, InTreePlugins.scores(profile, cluster.cache), cluster.nominations, rules);
    }

    private static String text(SearchOutcome outcome) {
        return "chosen=" + outcome.chosen() + " total=" + outcome.bestTotal() + " ties=" + outcome.ties()
                + " feasible=" + outcome.feasibleCount() + " of=" + outcome.toFind() + "/" + outcome.nodes()
                + " start=" + outcome.startBefore() + ">" + outcome.startAfter();
    }
}
