package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.Alerting;
import io.wavetank.experiment.TrafficPlan;
import io.wavetank.report.alert.AlertRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of a scenario: what they are, and what is said of mistakes in them. */
final class AlertsPartTest {
    @TempDir
    private Path folder;

    @Test
    void a_rule_is_a_measure_or_an_error_budget() throws IOException, ScenarioException {
        TrafficPlan plan = Written.read(folder, scenario("""
                  alerts:
                    - {name: slow, measure: p99, over: 10s, above: 0.5, for: 30s}
                    - {name: page, slo: 0.999}
                  metrics_at: [30s]
                """)).traffic();

        assertThat(plan).isNotNull();
        Alerting alerting = plan.alerting();
        assertThat(alerting.rules())
                .containsExactly(
                        new AlertRule.Threshold(
                                "slow", AlertRule.Measure.P99_SECONDS, 10_000_000_000L, true, 0.5, 30_000_000_000L),
                        AlertRule.BurnRate.page("page", 0.999));
        assertThat(alerting.everyNanos()).isEqualTo(15_000_000_000L);
        assertThat(alerting.instants()).isEqualTo(List.of(30_000_000_000L));
    }

    @Test
    void mistakes_are_said_with_their_places() throws IOException {
        assertThat(Written.faults(folder, scenario("  alerts: [{name: a, above: 1, below: 0}]\n")))
                .containsExactly(
                        "s.yaml:8:19: traffic.alerts.0.name: an alert has a threshold; expected one of 'above', 'below' and 'slo'");
        assertThat(Written.faults(folder, scenario("  alerts: [{name: a, above: 1, over: 100ms}]\n")))
                .singleElement()
                .asString()
                .contains("'over' is 100ms, and the run is kept in rows of 600ms");
        assertThat(Written.faults(folder, scenario("  metrics_at: [2m]\n")))
                .singleElement()
                .asString()
                .contains("traffic.metrics_at: 2m is after the end of the run at 1m");
    }

    @Test
    void what_belongs_to_another_kind_of_alert_is_refused() throws IOException {
        assertThat(Written.faults(folder, scenario("  alerts: [{name: a, slo: 1}]\n")))
                .containsExactly("s.yaml:8:27: traffic.alerts.0.slo is 1; expected a number above 0, below 1");
        assertThat(Written.faults(folder, scenario("  alerts: [{name: a, slo: 0.99, above: 1}]\n")))
                .containsExactly("s.yaml:8:40: traffic.alerts.0.above: there is 'slo' too; expected one of 'above',"
                        + " 'below' and 'slo'");
        String windows = ", windows: [{long: 5m, short: 1h, rate: 2}]}]\n";
        assertThat(Written.faults(folder, scenario("  alerts: [{name: a, above: 1" + windows)))
                .containsExactly("s.yaml:8:41: traffic.alerts.0.windows: they are those of an objective, and there is"
                        + " none; expected 'slo'");
        assertThat(Written.faults(folder, scenario("  alerts: [{name: a, slo: 0.9" + windows)))
                .containsExactly("s.yaml:8:60: traffic.alerts.0.windows.0.short: it is longer than 'long'; expected a"
                        + " shorter one, so that the alert ends soon");
        assertThat(Written.faults(folder, scenario("  alerts: [{name: a, above: 1}]\n  alerts_every: 0s\n")))
                .containsExactly(
                        "s.yaml:9:17: traffic.alerts_every: it is 0, so that nobody would look; expected a time"
                                + " above 0");
    }

    private static String scenario(String alerts) {
        return """
                cluster: {nodes: [{count: 2, capacity: {cpu: 8, memory: 32Gi}}]}
                policies: {scheduler: kubernetes}
                run: {until: 60s}
                rollouts: [{service: web, versions: [{name: v1}]}]
                traffic:
                  services: [{name: web, steps: [{work: 10ms}]}]
                  requests: [{name: users, to: web, arrivals: {process: poisson, rate: 1/s}}]
                """ + alerts;
    }
}
