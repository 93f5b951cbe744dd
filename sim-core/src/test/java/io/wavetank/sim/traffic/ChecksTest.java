package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A balancer that checks its servers: every 10 ns, in after one pass, out after two failures, an answer within 4 ns. */
final class ChecksTest {
    private static final long NEVER = ArrivalProcess.NEVER;

    /** The check of this test; first at its 10th nanosecond. */
    private static final class EveryTen implements HealthCheck {
        private long next;
        private boolean in;
        private int failures;

        EveryTen(long known) {
            next = known + 10;
        }

        @Override
        public long nextNanos() {
            return next;
        }

        @Override
        public Probe take() {
            return Probe.READINESS;
        }

        @Override
        public long timeoutNanos(Probe probe) {
            return 4;
        }

        @Override
        public Verdict result(Probe probe, boolean passed, long now) {
            next += 10;
            failures = passed ? 0 : failures + 1;
            boolean before = in;
            in = passed || (in && failures < 2);
            return in == before ? Verdict.UNCHANGED : in ? Verdict.READY : Verdict.UNREADY;
        }

        @Override
        public boolean ready() {
            return in;
        }
    }

    private final TrafficLoop loop = loop();
    private int endpoints;

    private TrafficLoop loop() {
        LoadBalancer.Factory watching = (client, draws) -> new LoadBalancer() {
            @Override
            public int pick(Endpoints list, long draw) {
                return list.size() == 0 ? NONE : 0;
            }

            @Override
            public void endpointsChanged(Endpoints list) {
                endpoints = list.size();
            }
        };
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.pool("web", 1, watching).withQueueLimit(0)),
                List.of(OperationSpec.work("get", 0, u -> 1)),
                List.of(EntrySpec.open("users", 0, () -> NEVER)),
                0);
        var made = new TrafficLoop(spec, new Draws(1, 0));
        made.checkBy(0, (known, draw) -> new EveryTen(known));
        return made;
    }

    private int endpointsAt(long nanos) {
        loop.advanceTo(nanos);
        return endpoints;
    }

    @Test
    void a_replica_that_has_come_up_is_an_endpoint_after_its_first_pass() {
        int replica = loop.fleet().add(0, Place.OUTSIDE, 1, 1);
        assertThat(endpointsAt(50)).isZero();
        loop.fleet().makeReady(replica);

        assertThat(endpointsAt(59)).isZero();
        assertThat(endpointsAt(60)).isEqualTo(1);
    }

    @Test
    void one_whose_node_is_gone_is_out_when_two_checks_have_timed_out() {
        loop.fleet().addReady(0);
        assertThat(endpointsAt(20)).isEqualTo(1);
        loop.lose(0, 1000);
        loop.fleet().lookAway(0); // what the control plane knows is nothing to the balancer

        assertThat(endpointsAt(43)).isEqualTo(1);
        assertThat(endpointsAt(44)).isZero();
    }

    @Test
    void one_whose_process_is_gone_refuses_at_once() {
        loop.fleet().addReady(0);
        assertThat(endpointsAt(20)).isEqualTo(1);
        loop.lose(0, 0);

        assertThat(endpointsAt(39)).isEqualTo(1);
        assertThat(endpointsAt(40)).isZero();
    }

    @Test
    void one_whose_node_hangs_answers_no_check() {
        int replica = loop.fleet().add(0, new Place(0, -1, 0, 0), 1, 1);
        loop.fleet().makeReady(replica);
        assertThat(endpointsAt(20)).isEqualTo(1);
        loop.slow(0, 0);
        assertThat(endpointsAt(43)).isEqualTo(1);
        assertThat(endpointsAt(44)).isZero();

        loop.slow(0, 0.1);
        assertThat(endpointsAt(50)).isEqualTo(1);
    }

    @Test
    void one_that_does_not_listen_or_is_not_ready_comes_back_when_it_does() {
        loop.fleet().addReady(0);
        assertThat(endpointsAt(20)).isEqualTo(1);
        loop.fleet().setListening(0, false);
        assertThat(endpointsAt(40)).isZero();
        loop.fleet().setListening(0, true);
        assertThat(endpointsAt(50)).isEqualTo(1);
        loop.fleet().retire(0);
        assertThat(endpointsAt(70)).isZero();
        loop.fleet().makeReady(0);
        assertThat(endpointsAt(80)).isEqualTo(1);
    }

    @Test
    void one_that_is_taken_out_for_good_is_out_at_once_and_stays_out() {
        loop.fleet().addReady(0);
        assertThat(endpointsAt(20)).isEqualTo(1);
        loop.fleet().retireForGood(0);

        assertThat(endpointsAt(20)).isZero();
        assertThat(endpointsAt(100)).isZero();
    }
}
