package io.wavetank.acceptance.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.balance.PowerOfTwo;
import io.wavetank.policy.mesh.balance.Random;
import io.wavetank.policy.mesh.balance.ShortestQueue;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.RetryPolicy;
import io.wavetank.sim.traffic.ArrivalProcess;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.OperationSpec.Work;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.ServiceTime;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficSpec;
import java.util.List;

/** Systems of requests of which a figure is known by a closed form or by solving a chain. The mean service time is one millisecond. */
enum RequestModel {
    PROCESSOR_SHARING_EXPONENTIAL(Figure.LATENCY, 10, 0.6 * 10, RequestModel::exponential, 60_000) {
        @Override
        double truth() {
            return 1 / (1 - 0.6);
        }
    },
    PROCESSOR_SHARING_CONSTANT(Figure.LATENCY, 10, 0.6 * 10, RequestModel::constant, 40_000) {
        @Override
        double truth() {
            return 1 / (1 - 0.6);
        }
    },
    PROCESSOR_SHARING_HYPEREXPONENTIAL(Figure.LATENCY, 10, 0.6 * 10, RequestModel::hyperExponential, 200_000) {
        @Override
        double truth() {
            return 1 / (1 - 0.6);
        }
    },
    POOL(Figure.LATENCY, 1, 3.2, RequestModel::exponential, 200_000) {
        @Override
        double truth() {
            return 1 + QueueingFormulas.erlangC(4, 3.2) / (4 - 3.2);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.pool("pool", 4, ANY);
        }
    },
    LOSS_EXPONENTIAL(Figure.LOSS, 1, 8, RequestModel::exponential, 60_000) {
        @Override
        double truth() {
            return QueueingFormulas.erlangB(10, 8);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.pool("pool", 10, ANY).withQueueLimit(0);
        }
    },
    LOSS_CONSTANT(Figure.LOSS, 1, 8, RequestModel::constant, 60_000) {
        @Override
        double truth() {
            return QueueingFormulas.erlangB(10, 8);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.pool("pool", 10, ANY).withQueueLimit(0);
        }
    },
    LOSS_HYPEREXPONENTIAL(Figure.LOSS, 1, 8, RequestModel::hyperExponential, 250_000) {
        @Override
        double truth() {
            return QueueingFormulas.erlangB(10, 8);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.pool("pool", 10, ANY).withQueueLimit(0);
        }
    },
    SHORTEST_OF_TWO(Figure.LATENCY, 2, 0.7 * 2, RequestModel::exponential, 60_000) {
        @Override
        double truth() {
            return QueueingFormulas.shortestOfDrawn(2, 2, 0.7);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.pool("pool", 1, SHORTEST);
        }
    },
    SHORTEST_OF_THREE(Figure.LATENCY, 3, 0.7 * 3, RequestModel::exponential, 60_000) {
        @Override
        double truth() {
            return QueueingFormulas.shortestOfDrawn(3, 3, 0.7);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.pool("pool", 1, SHORTEST);
        }
    },
    TWO_DRAWN_OF_TWO(Figure.LATENCY, 2, 0.7 * 2, RequestModel::exponential, 60_000) {
        @Override
        double truth() {
            return QueueingFormulas.shortestOfDrawn(2, 2, 0.7);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.sharing("sharing", TWO);
        }
    },
    TWO_DRAWN_OF_THREE(Figure.LATENCY, 3, 0.7 * 3, RequestModel::exponential, 60_000) {
        @Override
        double truth() {
            return QueueingFormulas.shortestOfDrawn(3, 2, 0.7);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.sharing("sharing", TWO);
        }
    },
    TRIES_OF_THREE_RETRIES(Figure.TRIES, 4, 1, RequestModel::constant, 20_000) {
        @Override
        double truth() {
            return (1 - StrictMath.pow(0.3, 4)) / (1 - 0.3);
        }

        @Override
        double failureProbability() {
            return 0.3;
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.sharing("sharing", ANY)
                    .withPolicies(client -> new CallPolicy.Builder()
                            .retry((triesDone, outcome, now, draw) -> triesDone <= 3 ? 0 : RetryPolicy.GIVE_UP)
                            .build());
        }
    },
    RETRIAL(Figure.LATENCY, 1, 2, RequestModel::exponential, 200_000) {
        @Override
        double truth() {
            return QueueingFormulas.retrialLatency(3, 2, 0.5);
        }

        @Override
        ServiceSpec service() {
            return ServiceSpec.pool("pool", 3, ANY)
                    .withQueueLimit(0)
                    .withPolicies(client -> new CallPolicy.Builder()
                            .retry((triesDone, outcome, now, draw) ->
                                    (long) (-2 * MS * StrictMath.log(DrawBits.uniform(draw))))
                            .build());
        }
    };

    /** What is measured. */
    enum Figure {
        /** Mean latency of all, in milliseconds. */
        LATENCY,
        /** Share of requests that were refused. */
        LOSS,
        /** Tries a request. */
        TRIES
    }

    private static final double MS = 1e6;
    /** After so long all are answered that came in time: those that are not when it ends are the long ones. */
    private static final double LAST_MILLIS = 300;

    private static final LoadBalancer.Factory ANY = (client, draws) -> new Random();
    private static final LoadBalancer.Factory TWO = (client, draws) -> new PowerOfTwo(false);
    private static final LoadBalancer.Factory SHORTEST = (client, draws) -> new ShortestQueue();

    private final Figure figure;
    private final int replicas;
    /** Requests a millisecond. */
    private final double rate;

    private final ServiceTime time;
    /** How many are enough for an interval of 1 % over 30 replications. */
    final int requests;

    RequestModel(Figure figure, int replicas, double rate, ServiceTime time, int requests) {
        this.figure = figure;
        this.replicas = replicas;
        this.rate = rate;
        this.time = time;
        this.requests = requests;
    }

    /** The figure as theory has it. */
    abstract double truth();

    ServiceSpec service() {
        return ServiceSpec.sharing("sharing", ANY);
    }

    double failureProbability() {
        return 0;
    }

    private static double constant(double u) {
        return MS;
    }

    static double exponential(double u) {
        return -MS * StrictMath.log(u);
    }

    /** Nine in ten are short, at a mean of 0.4; the tenth has a mean of 6.4. The squared coefficient of variation is 7.48. */
    static double hyperExponential(double u) {
        return u < 0.9 ? -0.4 * MS * StrictMath.log(u / 0.9) : -6.4 * MS * StrictMath.log((u - 0.9) / 0.1);
    }

    /** Measures the figure in one replication, over the requests after the first fifth. */
    double measure(long seed, int replication, int count) {
        var draws = new Draws(seed, replication);
        double nanos = count / rate * MS;
        var spec = new TrafficSpec(
                List.of(service()),
                List.of(new OperationSpec("operation", 0, List.of(new Work(time)), failureProbability())),
                List.of(EntrySpec.open("users", 0, poisson(MS / rate, draws.stream("arrivals")))),
                NetworkDelay.NONE,
                1,
                (long) (nanos / 5),
                (long) nanos,
                0);
        var loop = new TrafficLoop(spec, draws);
        for (int replica = 0; replica < replicas; replica++) {
            loop.fleet().addReady(0);
        }
        loop.advanceTo((long) (nanos + LAST_MILLIS * MS));
        EntryCounts users = loop.finish().entries().get(0);
        return switch (figure) {
            case LATENCY -> users.latency().observedMeanNanos() / MS;
            case LOSS -> users.outcome(CallOutcome.GATEWAY_FAILURE) / (double) users.offered();
            case TRIES -> users.tries() / (double) users.offered();
        };
    }

    static ArrivalProcess poisson(double gapNanos, Draws draws) {
        return new ArrivalProcess() {
            private double nanos;
            private long number;

            @Override
            public long nextNanos() {
                nanos += draws.exponential(gapNanos, number++, 0);
                return (long) nanos;
            }
        };
    }
}
