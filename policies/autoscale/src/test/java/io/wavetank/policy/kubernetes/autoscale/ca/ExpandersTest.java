package io.wavetank.policy.kubernetes.autoscale.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Worked out by hand: pods of 2 cores and 2 units of memory in all, on nodes of one price a core. */
final class ExpandersTest {
    private static Option option(String id, long cores, int nodes, int pods) {
        return new Option(id, true, cores * 1000, cores, false, true, cores, nodes, pods, 2000, 2, 2);
    }

    private static final Option SMALL = option("spot-small", 1, 2, 5);
    private static final Option BIG = option("big", 4, 1, 6);
    private static final Option TWIN = option("twin", 1, 2, 6);
    private static final List<Option> ALL = List.of(SMALL, BIG, TWIN);

    private static Option unknown() {
        return new Option("unknown", false, 0, 0, false, true, 0, 1, 1, 1, 1, 1);
    }

    @Test
    void least_waste_keeps_all_that_leave_equally_little() {
        assertThat(new LeastWaste().best(ALL)).containsExactly(SMALL, TWIN);
        assertThat(new LeastWaste().best(List.of(unknown()))).isEmpty();
    }

    @Test
    void most_pods_and_least_nodes_count() {
        assertThat(new MostPods().best(ALL)).containsExactly(BIG, TWIN);
        assertThat(new LeastNodes().best(ALL)).containsExactly(BIG);
        assertThat(new MostPods().best(List.of())).isEmpty();
    }

    @Test
    void a_priority_below_minus_one_never_wins_and_without_a_winner_all_stay() {
        var spot = new ByPriority.Tier(10, List.of(Pattern.compile("spot")));
        var rest = new ByPriority.Tier(-1, List.of(Pattern.compile(".*")));
        var never = new ByPriority.Tier(-2, List.of(Pattern.compile("big")));

        assertThat(new ByPriority(List.of(rest, spot)).best(ALL)).containsExactly(SMALL);
        assertThat(new ByPriority(List.of(rest, spot)).best(List.of(BIG, TWIN, SMALL)))
                .as("what comes before the highest")
                .containsExactly(SMALL);
        assertThat(new ByPriority(List.of(rest)).best(ALL)).isEqualTo(ALL);
        assertThat(new ByPriority(List.of(never)).best(ALL)).isEqualTo(ALL);
        assertThat(new ByPriority(List.of()).best(ALL)).isEqualTo(ALL);
    }

    @Test
    void price_prefers_nodes_that_suit_the_size_of_the_cluster() {
        // Prices: 2 for 2 nodes of one core, 4 for one of four. In a cluster of 2 nodes one core is preferred, in one
        // of 20 four.
        assertThat(new ByPrice(0, 2).best(ALL)).containsExactly(SMALL, TWIN);
        // 20 nodes: small: 2 / 2 * (1 + 3 * (1 - tanh(1/15))) = 3.8; big: 4 / 2 * 1 = 2.
        assertThat(new ByPrice(0, 20).best(ALL)).containsExactly(BIG);
    }

    @Test
    void a_chain_ends_with_the_first_that_leaves_one() {
        Expander none = options -> List.of();

        assertThat(Expander.chain(List.of(new MostPods(), new LeastWaste(), none))
                        .best(ALL))
                .containsExactly(TWIN);
    }

    @Test
    void random_draws_one_by_the_number_of_the_decision() {
        Map<Option, Integer> wins = new HashMap<>();
        for (int decision = 0; decision < 3000; decision++) {
            Expander random = Expander.random(new Draws(1, 0), decision);
            List<Option> best = random.best(ALL);
            assertThat(best).hasSize(1).isEqualTo(random.best(ALL));
            wins.merge(best.get(0), 1, Integer::sum);
        }

        // 1000 each, and five standard deviations
        assertThat(wins).containsOnlyKeys(ALL);
        assertThat(wins.values()).allMatch(each -> each > 870 && each < 1130);
        assertThat(Expander.random(new Draws(1, 0), 7).best(List.of())).isEmpty();
    }
}
