package io.wavetank.report.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.report.alert.AlertHistory.Firing;
import io.wavetank.report.alert.AlertRule.BurnRate;
import io.wavetank.report.alert.AlertRule.Measure;
import io.wavetank.report.alert.AlertRule.Threshold;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Firing times worked out by hand over a minute with ten requests a second, of which those from 20 s to 30 s find no endpoint. */
final class AlertsTest {
    private static final long SECOND = 1_000_000_000;

    private static RequestTimeline timeline() {
        return timeline(60 * SECOND);
    }

    private static RequestTimeline timeline(long endNanos) {
        LoadBalancer.Factory first =
                (client, draws) -> (endpoints, draw) -> endpoints.size() == 0 ? LoadBalancer.NONE : 0;
        long[] next = {-SECOND / 10};
        var spec = new TrafficSpec(
                List.of(ServiceSpec.pool("s", 1, first)),
                List.of(OperationSpec.work("op", 0, u -> SECOND / 100)),
                List.of(EntrySpec.open("users", 0, () -> next[0] += SECOND / 10)),
                NetworkDelay.NONE,
                1,
                0,
                Long.MAX_VALUE,
                SECOND);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        int replica = loop.fleet().addReady(0);
        loop.advanceTo(20 * SECOND - 1);
        loop.fleet().retire(replica);
        loop.advanceTo(30 * SECOND - 1);
        loop.fleet().makeReady(replica);
        loop.advanceTo(endNanos);
        return new RequestTimeline(loop.finish().timeline());
    }

    @Test
    void a_condition_must_hold_for_its_time() {
        var rule = new Threshold("errors", Measure.ERROR_SHARE, 2 * SECOND, true, 0.6, 3 * SECOND);

        // share over 2 s: 0.5 at 21 s, 1 from 22 s to 30 s, 0.5 at 31 s
        assertThat(AlertHistory.of(rule, timeline(), SECOND))
                .containsExactly(new Firing("errors", 22 * SECOND, 25 * SECOND, 31 * SECOND));
    }

    @Test
    void a_row_that_the_end_cuts_short_is_none_in_which_little_was_answered() {
        var rule = new Threshold("little", Measure.GOODPUT, SECOND, false, 9, 0);

        assertThat(timeline(60 * SECOND + SECOND / 2).endNanos()).isEqualTo(60 * SECOND);
        assertThat(AlertHistory.of(rule, timeline(60 * SECOND + SECOND / 2), SECOND))
                .isEqualTo(AlertHistory.of(rule, timeline(), SECOND))
                .hasSize(1)
                .noneMatch(Firing::open);
    }

    @Test
    void a_condition_that_does_not_hold_long_enough_fires_nothing() {
        var rule = new Threshold("errors", Measure.ERROR_SHARE, 2 * SECOND, true, 0.6, 10 * SECOND);

        assertThat(AlertHistory.of(rule, timeline(), SECOND)).isEmpty();
    }

    @Test
    void what_is_seen_depends_on_how_often_one_looks() {
        var rule = new Threshold("goodput", Measure.GOODPUT, 5 * SECOND, false, 6, 0);

        // answers a second over 5 s: 6 at 22 s, below from 23 s to 32 s, 6 at 33 s; looked at every 10 s that is 30 s
        assertThat(AlertHistory.of(rule, timeline(), SECOND))
                .containsExactly(new Firing("goodput", 23 * SECOND, 23 * SECOND, 33 * SECOND));
        assertThat(AlertHistory.of(rule, timeline(), 10 * SECOND))
                .containsExactly(new Firing("goodput", 30 * SECOND, 30 * SECOND, 40 * SECOND));
    }

    @Test
    void goodput_is_that_of_the_rows_that_a_window_has_however_it_lies() {
        long window = 5 * SECOND / 2; // two rows or three, of ten answers each

        assertThat(timeline().goodput(5 * SECOND - window, 5 * SECOND)).isEqualTo(10);
        assertThat(timeline().goodput(6 * SECOND - SECOND / 2 - window, 6 * SECOND - SECOND / 2))
                .isEqualTo(10);
        assertThat(timeline().goodput(5 * SECOND, 5 * SECOND + 1)).isNaN();
    }

    /** 99 %: burns at 14.4 when 14.4 % of the requests of both windows fail: 2.88 s of 20 s, and 0.72 s of 5 s. */
    @Test
    void a_budget_that_burns_in_both_windows_calls_and_the_short_one_ends_it() {
        var rule = new BurnRate("budget", 0.99, List.of(new BurnRate.Windows(20 * SECOND, 5 * SECOND, 14.4)));

        // long: above from 23 s (3 of 20) on; short: above until 34 s (1 of 5), not at 35 s
        assertThat(AlertHistory.of(rule, timeline(), SECOND))
                .containsExactly(new Firing("budget", 23 * SECOND, 23 * SECOND, 35 * SECOND));
    }

    @Test
    void an_alert_that_fires_at_the_end_stays_open() {
        var rule = new Threshold("answers", Measure.GOODPUT, SECOND, true, 9, 0);

        List<Firing> firings = AlertHistory.of(rule, timeline(), SECOND);
        assertThat(firings).hasSize(2);
        assertThat(firings.get(0)).isEqualTo(new Firing("answers", SECOND, SECOND, 21 * SECOND));
        assertThat(firings.get(1).open()).isTrue();
    }

    @Test
    void a_page_of_the_workbook_has_two_pairs_of_windows() {
        assertThat(BurnRate.page("p", 0.999).windows())
                .containsExactly(
                        new BurnRate.Windows(3600 * SECOND, 300 * SECOND, 14.4),
                        new BurnRate.Windows(21600 * SECOND, 1800 * SECOND, 6));
        assertThatIllegalArgumentException().isThrownBy(() -> BurnRate.page("p", 1));
    }

    /** From 20 s to 30 s nothing was answered, and all of it failed at once. */
    @Test
    void requests_that_fail_quickly_are_no_quick_answers() {
        var slow = new Threshold("slow", Measure.P99_SECONDS, SECOND, true, 5, 0);
        var quick = new Threshold("quick", Measure.P99_SECONDS, SECOND, false, 5, 0);

        assertThat(AlertHistory.of(slow, timeline(), SECOND))
                .containsExactly(new Firing("slow", 21 * SECOND, 21 * SECOND, 31 * SECOND));
        assertThat(AlertHistory.of(quick, timeline(), SECOND))
                .containsExactly(
                        new Firing("quick", SECOND, SECOND, 21 * SECOND),
                        new Firing("quick", 31 * SECOND, 31 * SECOND, Long.MAX_VALUE));
    }

    @Test
    void metrics_of_an_instant_are_sums_up_to_it_and_values_of_the_last_step() {
        assertThat(OpenMetrics.of(timeline(), Map.of("service", "s", "arm", "a \"b\""), 25 * SECOND))
                .isEqualTo("""
                        # TYPE wavetank_requests_offered counter
                        # HELP wavetank_requests_offered Requests that came.
                        wavetank_requests_offered_total{arm="a \\"b\\"",service="s"} 250 25.000
                        # TYPE wavetank_requests_answered counter
                        # HELP wavetank_requests_answered Requests answered well.
                        wavetank_requests_answered_total{arm="a \\"b\\"",service="s"} 200 25.000
                        # TYPE wavetank_requests_failed counter
                        # HELP wavetank_requests_failed Requests that ended otherwise.
                        wavetank_requests_failed_total{arm="a \\"b\\"",service="s"} 50 25.000
                        # TYPE wavetank_tries_begun counter
                        # HELP wavetank_tries_begun Tries that replicas began to work on.
                        wavetank_tries_begun_total{arm="a \\"b\\"",service="s"} 200 25.000
                        # TYPE wavetank_endpoints gauge
                        # HELP wavetank_endpoints Endpoints at the end of the last step.
                        wavetank_endpoints{arm="a \\"b\\"",service="s"} 0 25.000
                        # TYPE wavetank_latency_seconds gauge
                        # HELP wavetank_latency_seconds Latency of requests answered in the last step, by quantile.
                        # TYPE wavetank_latency_is_lower_bound gauge
                        # HELP wavetank_latency_is_lower_bound 1 where so many requests failed in the last step that the quantile is at least that latency.
                        wavetank_latency_is_lower_bound{arm="a \\"b\\"",quantile="0.5",service="s"} 1 25.000
                        wavetank_latency_is_lower_bound{arm="a \\"b\\"",quantile="0.9",service="s"} 1 25.000
                        wavetank_latency_is_lower_bound{arm="a \\"b\\"",quantile="0.99",service="s"} 1 25.000
                        # EOF
                        """);
    }

    @Test
    void a_sample_needs_a_family_and_a_family_a_name() {
        assertThatIllegalStateException().isThrownBy(() -> new OpenMetrics(0).sample(Map.of(), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OpenMetrics(0).family("a b", OpenMetrics.Type.GAUGE, ""));
    }

    /** As the names of their files have them. */
    @Test
    void metrics_say_their_instant_exactly() {
        assertThat(new OpenMetrics(1_000_400_001L)
                        .family("a", OpenMetrics.Type.GAUGE, "")
                        .sample(Map.of(), 1)
                        .text())
                .contains("a 1 1.000400001\n");
        assertThat(new OpenMetrics(150 * SECOND)
                        .family("a", OpenMetrics.Type.GAUGE, "")
                        .sample(Map.of(), 1)
                        .text())
                .contains("a 1 150.000\n");
    }
}
