package io.wavetank.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.scaling.ScalingEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What autoscalers say to options that would do nothing, never end, or be refused by the original. */
final class AutoscalerOptionsTest {
    private static final AutoscalerCatalog CATALOG = new AutoscalerCatalog();

    private static List<ScalingEntry<?>> all() {
        List<ScalingEntry<?>> all = new ArrayList<>(CATALOG.replicaAutoscalers());
        all.addAll(CATALOG.nodeAutoscalers());
        all.addAll(CATALOG.resourceRecommenders());
        return all;
    }

    static Stream<ScalingEntry<?>> withPeriod() {
        return all().stream()
                .filter(entry -> entry.options().stream()
                        .anyMatch(option ->
                                option.name().equals("period") || option.name().equals("look")));
    }

    private static void make(ScalingEntry<?> entry, String option, String value) throws UserException {
        AutoscalerCatalog.make(List.of(entry), "autoscaler", entry.name(), Map.of(option, value));
    }

    @ParameterizedTest
    @MethodSource("withPeriod")
    void one_that_would_never_decide_is_refused(ScalingEntry<?> entry) {
        String option = entry.name().equals("karpenter") ? "look" : "period";

        assertThatThrownBy(() -> make(entry, option, "0s"))
                .isInstanceOf(UserException.class)
                .hasMessage("Policy " + entry.name() + ", option " + option + ": a time above 0 expected, got '0s'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hpa | cpu | 0 | option cpu: a percentage above 0 expected where no other metric is set, got '0'",
                "hpa | object | queued=0 | option object: one of requests_per_second, concurrency, queued and its value, such as 'queued=20', expected, got 'queued=0'",
                "hpa | up_policies | 4/31m | option up_policies: pods or percent in a time of half an hour at most, such as '4/15s 100%/1m', expected, got '4/31m'",
                "hpa | up_stabilization | 61m | option up_stabilization: a time from 0s to 3600s expected, got '61m'",
                "kpa | stable_window | 0s | option stable_window: a time above 0 expected, got '0s'",
                "hpa | down_stabilization | 10001d | option down_stabilization: a time of at most 10000d expected, got '10001d'",
                "vpa | half_life | 0s | option half_life: a time above 0 expected, got '0s'",
                "vpa | memory_interval | 0s | option memory_interval: a time above 0 expected, got '0s'",
                "predictive | season | 1000d | option season: a time from 0s to 60000000s expected, got '1000d'",
                "fixed | replicas | 2 20=4 8=10 | option replicas: a number, or numbers by hour in order such as '2 8=10 20=4' expected, got '2 20=4 8=10'",
                "fixed | replicas | 2 24=4 | option replicas: a number, or numbers by hour in order such as '2 8=10 20=4' expected, got '2 24=4'",
                "karpenter | budget | 101% | option budget: a number of nodes or a percentage, for a part of the day such as '0@9:00+8h', expected, got '101%'",
                "karpenter | budget | 0@24:00+8h | option budget: a number of nodes or a percentage, for a part of the day such as '0@9:00+8h', expected, got '0@24:00+8h'",
                "karpenter | budget | 0@9:60+8h | option budget: a number of nodes or a percentage, for a part of the day such as '0@9:00+8h', expected, got '0@9:60+8h'",
                "karpenter | budget | 0@9:00+0h | option budget: a number of nodes or a percentage, for a part of the day such as '0@9:00+8h', expected, got '0@9:00+0h'",
                "cluster-autoscaler | gpus | T4:0:8 T4:0:9 | option gpus: least and most, each model once, such as '0:16' or 'T4:0:8 A100:2:16', expected, got 'T4:0:8 T4:0:9'",
                "cluster-autoscaler | gpus | 0:8 0:9 | option gpus: least and most, each model once, such as '0:16' or 'T4:0:8 A100:2:16', expected, got '0:8 0:9'"
            })
    void what_the_original_would_refuse_or_could_not_do_is_refused(
            String name, String option, String value, String said) {
        ScalingEntry<?> entry = all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> make(entry, option, value))
                .isInstanceOf(UserException.class)
                .hasMessage("Policy " + name + ", " + said);
    }

    @ParameterizedTest
    @CsvSource({"least_cpu, most_cpu", "least_memory, most_memory"})
    void a_recommendation_has_a_least_that_is_not_above_its_most(String least, String most) {
        assertThatThrownBy(() -> AutoscalerCatalog.make(
                        CATALOG.resourceRecommenders(), "recommender", "vpa", Map.of(least, "4", most, "2")))
                .isInstanceOf(UserException.class)
                .hasMessage("Policy vpa, option " + least + ": no more than " + most + ", 2, expected, got '4'");
    }

    @ParameterizedTest
    @CsvSource({"hpaa, hpa", "kada, keda"})
    void a_misspelt_name_is_said_once_with_what_was_meant(String name, String meant) {
        assertThatThrownBy(() ->
                        AutoscalerCatalog.make(CATALOG.replicaAutoscalers(), "autoscaler of replicas", name, Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("unknown autoscaler of replicas '" + name + "'; did you mean " + meant)
                .satisfies(e -> assertThat(e.getMessage()).containsOnlyOnce(" marathon"));
    }
}
