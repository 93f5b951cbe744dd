package io.wavetank.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.service.RollingUpdate.Arm;
import io.wavetank.experiment.service.RolloutLog.Kind;
import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.rollout.RolloutStatus;
import io.wavetank.policy.traffic.CallOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every failed request has an entry of the event log that explains it. */
final class RollingUpdateTest {
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"NO_PROBE, 1", "NO_PROBE, 2", "PROBE, 1", "PROBE_AND_DRAIN, 1", "BAD_NO_PROBE, 1", "BAD_PROBE, 1"})
    void all_failures_are_of_pods_that_had_not_come_up_or_had_been_told_to_stop(Arm arm, long seed) {
        var outcome = RollingUpdate.run(arm, seed);
        var refusals = outcome.rollout().refusals();

        assertThat(outcome.users().failed()).isEqualTo(refusals.early() + refusals.late());
        assertThat(outcome.users().outcome(CallOutcome.CONNECT_FAILURE))
                .isEqualTo(outcome.users().failed());
    }

    @Test
    void a_readiness_probe_ends_the_early_failures_and_a_drain_the_late_ones() {
        var noProbe = RollingUpdate.run(Arm.NO_PROBE, 1);
        var probe = RollingUpdate.run(Arm.PROBE, 1);
        var drain = RollingUpdate.run(Arm.PROBE_AND_DRAIN, 1);

        assertThat(noProbe.rollout().refusals().early()).isGreaterThan(1_000);
        assertThat(probe.rollout().refusals().early()).isZero();
        assertThat(probe.rollout().refusals().late()).isGreaterThan(100);
        assertThat(drain.users().failed()).isZero();
        assertThat(noProbe.seconds()).isLessThan(probe.seconds());
        for (var outcome : List.of(noProbe, probe, drain)) {
            assertThat(outcome.rollout().status()).isEqualTo(RolloutStatus.COMPLETE);
            assertThat(outcome.rollout().podsOf("v1")).isZero();
            assertThat(outcome.rollout().podsOf("v2")).isEqualTo(10);
        }
    }

    @Test
    void a_mesh_does_not_make_up_for_a_missing_probe_as_soon_no_other_pods_are_left() {
        var noProbe = RollingUpdate.run(Arm.NO_PROBE, 1);
        var mesh = RollingUpdate.run(Arm.MESH, 1);

        assertThat(mesh.users().failed()).isBetween(1_000L, noProbe.users().failed());
        assertThat(mesh.users().tries()).isGreaterThan(mesh.users().offered());
    }

    @Test
    void a_bad_version_that_is_probed_is_detected_and_rolled_back_and_one_that_is_not_takes_the_service_down() {
        var probed = RollingUpdate.run(Arm.BAD_PROBE, 1);
        var blind = RollingUpdate.run(Arm.BAD_NO_PROBE, 1);

        assertThat(probed.users().failed()).isZero();
        assertThat(probed.rollout().podsOf("v2")).isZero();
        assertThat(probed.rollout().podsOf("v1")).isEqualTo(10);
        assertThat(probed.rollout().log().entries())
                .filteredOn(entry -> entry.kind() == Kind.STATUS)
                .extracting(RolloutLog.Entry::text)
                .contains("DEADLINE_EXCEEDED");
        assertThat(blind.rollout().podsOf("v2")).isEqualTo(10);
        assertThat(blind.users().failed()).isGreaterThan(100_000);
    }

    @Test
    void pods_become_endpoints_only_after_they_listen_where_they_are_probed() {
        var log = RollingUpdate.run(Arm.PROBE, 1).rollout().log().entries();

        for (int i = 0; i < log.size(); i++) {
            RolloutLog.Entry entry = log.get(i);
            if (entry.kind() == Kind.READY && entry.subject().startsWith("v2")) {
                assertThat(log.subList(0, i))
                        .anyMatch(before -> before.kind() == Kind.LISTENING
                                && before.subject().equals(entry.subject()));
            }
        }
    }

    @Test
    void equal_seeds_give_equal_logs() {
        assertThat(RollingUpdate.run(Arm.PROBE, 4).rollout().log().jsonLines())
                .isEqualTo(RollingUpdate.run(Arm.PROBE, 4).rollout().log().jsonLines())
                .startsWith("{\"t_s\": 0.000, \"event\": \"created\", \"of\": \"v1-1\"}\n");
    }

    @Test
    void arrivals_follow_their_rates() {
        var arrivals = new SteppedArrivals(
                List.of(
                        new SteppedArrivals.Step(10_000_000_000L, 0),
                        new SteppedArrivals.Step(20_000_000_000L, 1_000),
                        new SteppedArrivals.Step(30_000_000_000L, 100)),
                new Draws(1, 0));
        int fast = 0;
        int slow = 0;
        long last = 0;
        for (long now = arrivals.nextNanos(); now != Long.MAX_VALUE; now = arrivals.nextNanos()) {
            assertThat(now).isBetween(Math.max(last, 10_000_000_000L), 30_000_000_000L);
            fast += now < 20_000_000_000L ? 1 : 0;
            slow += now >= 20_000_000_000L ? 1 : 0;
            last = now;
        }
        assertThat(fast).isBetween(9_600, 10_400);
        assertThat(slow).isBetween(880, 1_120);
    }
}
