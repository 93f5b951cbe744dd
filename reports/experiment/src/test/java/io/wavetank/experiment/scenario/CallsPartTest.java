package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.TrafficPlan;
import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.HedgingPolicy;
import io.wavetank.policy.traffic.RetryPolicy;
import io.wavetank.sim.traffic.ServiceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers do about time, failures and overload, and what a service has on top, as scenarios say it. */
final class CallsPartTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;

    private static final String SERVICE = """
            cluster: {nodes: [{count: 2, capacity: {cpu: 8, memory: 16Gi}}]}
            workload:
              generate:
                inflows: [{name: a, arrivals: {process: at-start, count: 2}, kinds: [{name: a, cpu: 1, memory: 1Gi, run_time: forever, labels: {app: a}}]}]
                until: {time: 1s}
            policies: {scheduler: first-fit}
            run: {until: 10s}
            traffic:
              services:
                - {name: a, selector: {app: a}, steps: [{work: 1ms}], SAID}
              requests: [{name: r, to: a, arrivals: {process: poisson, rate: 10/s}, tenant: gold, priority: 2}]
            """;

    @TempDir
    Path folder = Path.of("");

    private TrafficPlan plan(String said) throws Exception {
        return Objects.requireNonNull(
                Written.read(folder, SERVICE.replace("SAID", said)).traffic());
    }

    private CallPolicy.Factory calls(String said) throws Exception {
        ServiceSpec service = plan("calls: {" + said + "}").services().get(0);
        return Objects.requireNonNull(service.policies()).ofRun();
    }

    private CallPolicy policy(String said) throws Exception {
        return calls(said).make(0, 0, new Draws(1, 0));
    }

    @Test
    void nothing_said_is_no_policy() throws Exception {
        assertThat(plan("calls: {}").services().get(0).policies()).isNull();
    }

    @Test
    void retries_by_envoy_stay_within_their_budget() throws Exception {
        CallPolicy policy = policy("retry: {by: envoy, retries: 2}, budget: {percent: 0, least: 1}");
        policy.callBegan(0);

        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, Long.MAX_VALUE, 1))
                .isNotNegative();
        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, Long.MAX_VALUE, 1))
                .isEqualTo(RetryPolicy.GIVE_UP);
    }

    @Test
    void retries_by_the_library_wait_as_long_as_it_says() throws Exception {
        CallPolicy policy = policy("retry: {by: resilience4j, tries: 2, wait: 40ms}");

        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, Long.MAX_VALUE, 1))
                .isEqualTo(40 * MS);
        assertThat(policy.retryAfterNanos(2, CallOutcome.SERVER_ERROR, 0, Long.MAX_VALUE, 1))
                .isEqualTo(RetryPolicy.GIVE_UP);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bulkhead: 1                                                              | BULKHEAD_FULL",
                "limits: {requests: 1}                                                    | BULKHEAD_FULL",
                "adaptive: {least: 1, most: 1}                                            | BULKHEAD_FULL",
                "'rate: {by: bucket, calls: 1}'                                           | OVER_LIMIT",
                "'rate: {by: window, calls: 1}'                                           | OVER_LIMIT",
                "'rate: {by: resilience4j, calls: 1}'                                     | OVER_LIMIT",
                "'tenants: {calls: 9, named: {gold: 1}}'                                  | OVER_LIMIT",
            })
    void a_second_call_at_once_is_refused(String said, CallOutcome outcome) throws Exception {
        CallPolicy policy = policy(said);

        assertThat(policy.admit("gold", 0, 0, 1)).isEqualTo(CallOutcome.OK);
        assertThat(policy.admit("gold", 0, 0, 1)).isEqualTo(outcome);
    }

    @Test
    void a_limit_for_all_is_one_within_a_run_and_new_in_the_next() throws Exception {
        CallPolicy.Factory factory = calls("rate: {by: window, calls: 1}");

        assertThat(factory.make(0).admit(0, 0, 1)).isEqualTo(CallOutcome.OK);
        assertThat(factory.make(1).admit(0, 0, 1)).isEqualTo(CallOutcome.OVER_LIMIT);
        assertThat(factory.ofRun().make(0).admit(0, 0, 1)).isEqualTo(CallOutcome.OK);
        CallPolicy.Factory own = calls("rate: {by: bucket, calls: 1}");
        assertThat(own.make(0).admit(0, 0, 1)).isEqualTo(CallOutcome.OK);
        assertThat(own.make(1).admit(0, 0, 1)).isEqualTo(CallOutcome.OK);
    }

    @Test
    void a_breaker_opens_after_failures() throws Exception {
        CallPolicy policy = policy("breaker: {window: 2, least: 2}");
        for (int i = 0; i < 2; i++) {
            assertThat(policy.admit(0, i, 1)).isEqualTo(CallOutcome.OK);
            policy.tryEnded(CallOutcome.SERVER_ERROR, MS, i);
        }

        assertThat(policy.admit(0, 2, 1)).isEqualTo(CallOutcome.BREAKER_OPEN);
    }

    @Test
    void hedges_come_after_a_fixed_time_or_once_latencies_are_known() throws Exception {
        assertThat(policy("hedge: {after: 7ms}").hedgeAfterNanos(1, 0)).isEqualTo(7 * MS);
        assertThat(policy("hedge: {after: 7ms}").hedgeAfterNanos(2, 0)).isEqualTo(HedgingPolicy.NEVER);
        assertThat(policy("hedge: {quantile: 0.9}").hedgeAfterNanos(1, 0)).isEqualTo(HedgingPolicy.NEVER);
    }

    @Test
    void what_a_service_has_on_top_is_read() throws Exception {
        TrafficPlan plan = plan("proxy: {cpu: 1ms}, memory: {base: 1Gi, request: 1Mi, limit: 2Gi}, image: {size: 1G},"
                + " probe: 2s, warm_up: {speed: 0.5, for: 9s}, watch: {}, allow: {services: [a]},"
                + " versions: [{name: v1, labels: {v: x}, weight: 9}, {name: v2, labels: {v: y}, failures: 0.1}],"
                + " shifts: [{at: 5s, weights: [1, 1]}]");
        ServiceSpec service = plan.services().get(0);

        assertThat(Objects.requireNonNull(service.extras().proxy()).cpuNanos()).isEqualTo(MS);
        assertThat(Objects.requireNonNull(service.extras().memory()).limitBytes())
                .isEqualTo(2L << 30);
        assertThat(Objects.requireNonNull(service.extras().access()).services()).containsExactly(0);
        assertThat(service.extras().versions())
                .map(each -> each.failureProbability())
                .containsExactly(0.0, 0.1);
        assertThat(plan.rules().get(0).start().image()).isEqualTo("a");
        assertThat(plan.rules().get(0).start().warmUpNanos()).isEqualTo(9 * SECOND);
        assertThat(plan.rules().get(0).versions()).map(each -> each.get("v")).isEqualTo(List.of("x", "y"));
        assertThat(plan.requests().get(0).tenant()).isEqualTo("gold");
        assertThat(plan.requests().get(0).priority()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'calls: {retry: {by: envoyy}}' | calls.retry.by is 'envoyy'; expected envoy or resilience4j; did you mean 'envoy'?",
                "'calls: {retry: {by: envoy, on: 6xx}}' | calls.retry: No condition of retries: 6xx; there are 5xx,",
                "'calls: {retries: 1, retry: {by: envoy}}' | calls.retries: both 'retries' and 'retry' are there",
                "'calls: {budget: {percent: 1}}' | calls.budget: bounds retries by envoy alone",
                "'calls: {retry: {by: resilience4j, wait: 1500us}}' | 'wait' is '1500us'; expected whole milliseconds",
                "'calls: {bulkhead: 3, limits: {}}' | expected one bound on calls at once",
                "'calls: {adaptive: {least: 9, most: 8}}' | calls.adaptive: Adaptive concurrency needs 1 <= least <= most",
                "'calls: {outliers: {out_for: 9s, most: 1s}}' | calls.outliers: Outlier detection needs an interval",
                "'calls: {hedge: {after: 1ms, quantile: 0.5}}' | has both 'after' and 'quantile'",
                "'allow: {services: [b]}' | allow.services: 'b'; expected a",
                "'watch: {}' | services.0.watch has nothing to look at; expected 'versions'",
                "'shifts: [{at: 1s, weights: [1]}]' | services.0.shifts has nothing to look at",
                "'versions: [{name: v, labels: {}}], shifts: [{at: 1s, weights: [1, 2]}]' | There is a weight for each version",
                "'memory: {base: 2Gi, request: 1Mi, limit: 1Gi}' | memory: Memory needs 0 <= base < limit",
            })
    void mistakes_are_said_with_their_place(String said, String complaint) throws Exception {
        List<String> faults = Written.faults(folder, SERVICE.replace("SAID", said));

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0)).startsWith("s.yaml:").contains(complaint);
    }
}
