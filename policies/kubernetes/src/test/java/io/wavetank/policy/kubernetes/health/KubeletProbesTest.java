package io.wavetank.policy.kubernetes.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wavetank.policy.kubernetes.health.KubeletProbes.Specs;
import io.wavetank.policy.traffic.HealthCheck.Probe;
import io.wavetank.policy.traffic.HealthCheck.Verdict;
import io.wavetank.policy.traffic.ProbeSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probes tick for tick, by the rules of the kubelet; the ticks fall on the start here (a draw of 0 bits). */
final class KubeletProbesTest {
    private static final long SECOND = 1_000_000_000;

    private static ProbeSpec probe(int delay, int period, int success, int failure) {
        return new ProbeSpec(delay * SECOND, period * SECOND, SECOND, success, failure);
    }

    private static List<String> run(KubeletProbes probes, String results) {
        List<String> log = new ArrayList<>();
        for (int i = 0; i < results.length(); i++) {
            char each = results.charAt(i);
            long now = probes.nextNanos();
            Probe probe = probes.take();
            Verdict verdict = probes.result(probe, each == '+', now);
            log.add(now / SECOND + probe.name().substring(0, 1) + (verdict == Verdict.UNCHANGED ? "" : verdict));
        }
        return log;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 1, 3, '+', '0RREADY'",
        "0, 10, 1, 3, '-+', '0R 10RREADY'",
        "5, 10, 1, 3, '+', '10RREADY'",
        "5, 2, 1, 3, '+', '6RREADY'",
        "0, 10, 2, 3, '++', '0R 10RREADY'",
        "0, 10, 2, 3, '+-++', '0R 10R 20R 30RREADY'",
        "0, 10, 1, 3, '+---', '0RREADY 10R 20R 30RUNREADY'",
        "0, 10, 1, 3, '+--+--', '0RREADY 10R 20R 30R 40R 50R'",
        "0, 10, 1, 3, '+---+', '0RREADY 10R 20R 30RUNREADY 40RREADY'",
        "0, 10, 1, 1, '+-+', '0RREADY 10RUNREADY 20RREADY'"
    })
    void readiness_comes_and_goes_by_results_in_a_row(
            int delay, int period, int success, int failure, String results, String expected) {
        var probes = new KubeletProbes(new Specs(null, null, probe(delay, period, success, failure)), 0, 0);

        assertThat(String.join(" ", run(probes, results))).isEqualTo(expected);
    }

    @Test
    void what_is_stopped_for_a_probe_has_its_grace_and_readiness_stops_nothing() {
        var own = new ProbeSpec(0, SECOND, SECOND, 1, 1, 5 * SECOND);
        var probes = new KubeletProbes(new Specs(probe(0, 1, 1, 1), own, null), 0, 0);

        assertThat(probes.graceNanos(Probe.LIVENESS)).isEqualTo(5 * SECOND);
        assertThat(probes.graceNanos(Probe.STARTUP)).isEqualTo(ProbeSpec.USUAL_GRACE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Specs(null, null, own));
    }

    @Test
    void without_probes_a_container_is_ready_when_it_runs() {
        var probes = new KubeletProbes(Specs.NONE, 0, 0);

        assertThat(probes.ready()).isTrue();
        assertThat(probes.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void liveness_restarts_after_failures_in_a_row_and_is_done_then() {
        var probes = new KubeletProbes(new Specs(null, probe(0, 10, 1, 3), null), 0, 0);

        assertThat(probes.ready()).isTrue();
        assertThat(String.join(" ", run(probes, "+--+---"))).isEqualTo("0L 10L 20L 30L 40L 50L 60LRESTART");
        assertThat(probes.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void readiness_is_probed_on_while_a_container_that_failed_liveness_is_stopped() {
        var probes = new KubeletProbes(new Specs(null, probe(0, 10, 1, 1), probe(0, 10, 1, 2)), 0, 0);

        assertThat(String.join(" ", run(probes, "++-+--"))).isEqualTo("0L 0RREADY 10LRESTART 10R 20R 30RUNREADY");
    }

    /** Startup every 4 s passes at 8 s: readiness is probed at once and then at its own ticks, liveness at its next. */
    @Test
    void nothing_else_is_probed_before_startup_has_passed() {
        var specs = new Specs(probe(0, 4, 1, 30), probe(0, 10, 1, 3), probe(0, 10, 1, 3));
        var probes = new KubeletProbes(specs, 0, 0);
        var log = run(probes, "--+");
        assertThat(log).containsExactly("0S", "4S", "8S");
        assertThat(probes.started()).isTrue();
        assertThat(probes.ready()).isFalse();

        assertThat(String.join(" ", run(probes, "+++"))).startsWith("8RREADY ");
        assertThat(log).noneMatch(each -> each.contains("L"));
    }

    @Test
    void startup_that_never_passes_restarts() {
        var probes = new KubeletProbes(new Specs(probe(0, 4, 1, 3), null, null), 0, 0);

        assertThat(probes.ready()).isFalse();
        assertThat(String.join(" ", run(probes, "---"))).isEqualTo("0S 4S 8SRESTART");
    }

    @Test
    void startup_alone_makes_ready() {
        var probes = new KubeletProbes(new Specs(probe(0, 4, 1, 3), null, null), 0, 0);

        assertThat(String.join(" ", run(probes, "-+"))).isEqualTo("0S 4SREADY");
    }

    @Test
    void a_probe_under_way_is_not_made_twice_and_one_missed_tick_is_kept() {
        var probes = new KubeletProbes(new Specs(null, null, probe(0, 1, 1, 3)), 0, 0);
        probes.take();
        assertThat(probes.nextNanos()).isEqualTo(Long.MAX_VALUE);
        probes.result(Probe.READINESS, false, 3 * SECOND + SECOND / 2);

        assertThat(probes.nextNanos()).isEqualTo(3 * SECOND + SECOND / 2);
        probes.take();
        probes.result(Probe.READINESS, true, 3 * SECOND + SECOND / 2);
        assertThat(probes.nextNanos() / SECOND).isEqualTo(4);
    }

    @Test
    void ticks_of_many_containers_are_not_in_step() {
        var specs = new Specs(null, null, probe(0, 10, 1, 3));
        var quarter = new KubeletProbes(specs, 100 * SECOND, 1L << 62);

        assertThat(quarter.nextNanos()).isEqualTo(107_500 * SECOND / 1_000); // since 97.5 s
    }

    @Test
    void only_readiness_asks_for_several_successes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Specs(probe(0, 10, 2, 3), null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Specs(null, probe(0, 10, 2, 3), null));
    }
}
