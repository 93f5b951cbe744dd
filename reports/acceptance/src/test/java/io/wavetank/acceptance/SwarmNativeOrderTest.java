package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.swarm.SwarmScenario;
import io.wavetank.policy.Draws;
import io.wavetank.policy.swarm.placement.KeyedOrder;
import io.wavetank.policy.swarm.placement.VisitingOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * In an order left to chance, Swarm's decisions stay inside what was the same in all recorded runs of production, whose order is left to
 * chance too.
 *
 * <p>That n recorded runs agree does not say that every run does: what comes out otherwise once in five runs stays unseen in twelve of them
 * seven times in a hundred. So the runs are held to be of one kind: if d of our k runs differ where all n recorded ones agree, then under one
 * distribution all d falling on our side has the probability C(k,d) / C(k+n,d), and for no claim may that be out of the question.
 */
final class SwarmNativeOrderTest {
    private static final int SEEDS = 20;
    /** There are some 5,000 claims, many of which stand and fall together. */
    private static final double OUT_OF_THE_QUESTION = 1e-4;
    /** Measured: 0.15 %. */
    private static final double SHARE_MOST = 0.004;

    /** What was the same in all recorded runs, and in how many of ours it was not. */
    private static final class Claims {
        private final SortedMap<String, Integer> broken = new TreeMap<>();
        private int compared;
        private int differ;

        void compare(String claim, JsonNode recorded, Object ours) {
            if (recorded.isNull() || recorded.isMissingNode()) {
                return;
            }
            compared++;
            if (!recorded.toString().equals(ours.toString().replace(" ", ""))) {
                differ++;
                broken.merge(claim, 1, Integer::sum);
            }
        }
    }

    @Test
    void what_is_the_same_in_all_recorded_runs_is_the_same_in_ours() throws IOException {
        List<String> impossible = new ArrayList<>();
        int compared = 0;
        int differ = 0;
        for (JsonNode scenario : scenarios()) {
            var claims = new Claims();
            for (int seed = 0; seed < SEEDS; seed++) {
                play(scenario, keyed(seed), claims);
            }
            int recorded = scenario.path("nativeRuns").asInt();
            claims.broken.forEach((claim, times) -> {
                if (probability(times, SEEDS, recorded) < OUT_OF_THE_QUESTION) {
                    impossible.add(claim + " does not hold in " + times + " of " + SEEDS + " runs");
                }
            });
            compared += claims.compared;
            differ += claims.differ;
        }

        assertThat(impossible).isEmpty();
        assertThat(compared).isGreaterThan(80_000);
        assertThat(differ / (double) compared).isLessThan(SHARE_MOST);
    }

    private static double probability(int differ, int ours, int recorded) {
        double probability = 1;
        for (int i = 0; i < differ; i++) {
            probability *= (ours - i) / (double) (ours + recorded - i);
        }
        return probability;
    }

    @Test
    void in_the_order_of_names_all_of_it_holds() throws IOException {
        var claims = new Claims();
        for (JsonNode scenario : scenarios()) {
            play(scenario, VisitingOrder.BY_NAME, claims);
        }

        assertThat(claims.compared).isGreaterThan(4_000);
        assertThat(claims.broken).isEmpty();
    }

    @Test
    void chance_decides_where_production_leaves_it_to_chance_and_a_seed_repeats_itself() throws IOException {
        int differ = 0;
        List<JsonNode> open = scenarios().stream()
                .filter(each -> !each.path("identicalInAllNativeRuns").asBoolean())
                .toList();
        for (JsonNode scenario : open) {
            var outcomes = new TreeSet<String>();
            for (int seed = 0; seed < 4; seed++) {
                outcomes.add(play(scenario, keyed(seed), new Claims()));
            }
            differ += outcomes.size() > 1 ? 1 : 0;
            assertThat(outcomes).contains(play(scenario, keyed(3), new Claims()));
        }

        assertThat(differ).isGreaterThan(open.size() * 9 / 10);
    }

    /** Returns which task went where in all steps. */
    private static String play(JsonNode scenario, VisitingOrder order, Claims claims) {
        var replay = new SwarmScenario(order);
        var assigned = new StringBuilder();
        int number = 0;
        for (JsonNode step : scenario.path("steps")) {
            SwarmScenario.Step got = replay.play(step);
            assigned.append(got.assigned());
            for (Map.Entry<String, JsonNode> each :
                    step.path("expect").path("tieSafe").properties()) {
                String claim = scenario.path("name").asText() + ", step " + number + ", service " + each.getKey();
                JsonNode safe = each.getValue();
                claims.compare(claim + " assigned", safe.path("assigned"), got.assigned(each.getKey()));
                claims.compare(
                        claim + " on nodes", safe.path("countsPerNodeSorted"), replay.countsPerNode(each.getKey()));
            }
            number++;
        }
        return assigned.toString();
    }

    private static VisitingOrder keyed(int seed) {
        return new KeyedOrder(new Draws(seed, 0).stream("swarm"));
    }

    private static List<JsonNode> scenarios() throws IOException {
        Path cases = SharedData.at("golden/swarm/cases");
        List<JsonNode> all = new ArrayList<>();
        for (String name : Folder.names(cases)) {
            for (JsonNode each : Folder.json(cases.resolve(name))) {
                if (each.has("steps")) {
                    all.add(each);
                }
            }
        }
        return all;
    }
}
