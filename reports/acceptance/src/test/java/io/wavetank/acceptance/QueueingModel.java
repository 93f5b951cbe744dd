package io.wavetank.acceptance;

import io.wavetank.policy.Draws;

/**
 * A queue with c servers, Poisson arrivals and first come first served, whose waiting time is known in closed form. Times are seconds; the
 * mean service time is 1.
 */
enum QueueingModel {
    /** Exponential service, one server, half busy. */
    MM1(1, 0.5) {
        @Override
        double service(Draws draws, long customer) {
            return draws.exponential(1, customer, 1);
        }

        @Override
        double meanWait() {
            return load / (1 - load);
        }

        /** {@code P(W > t) = rho exp(-(1 - rho) t)}. */
        @Override
        double waitsLonger(double t) {
            return load * StrictMath.exp(-(1 - load) * t);
        }
    },
    /** Exponential service, three servers, half busy. */
    MM3(3, 0.5) {
        @Override
        double service(Draws draws, long customer) {
            return draws.exponential(1, customer, 1);
        }

        @Override
        double meanWait() {
            return erlangC() / (servers * (1 - load));
        }

        /** {@code P(W > t) = C exp(-c (1 - rho) t)}, with Erlang's C. */
        @Override
        double waitsLonger(double t) {
            return erlangC() * StrictMath.exp(-servers * (1 - load) * t);
        }

        private double erlangC() {
            double a = servers * load;
            double term = 1;
            double sum = 0;
            for (int k = 0; k < servers; k++) {
                sum += term;
                term *= a / (k + 1);
            }
            double last = term / (1 - load);
            return last / (sum + last);
        }
    },
    /** Constant service, one server, half busy. */
    MD1(1, 0.5) {
        @Override
        double service(Draws draws, long customer) {
            return 1;
        }

        @Override
        double meanWait() {
            return load / (2 * (1 - load));
        }

        /** Erlang 1909: {@code P(W <= t) = (1 - rho) sum over k = 0..floor(t) of (rho (k - t))^k / k! exp(-rho (k - t))}. */
        @Override
        double waitsLonger(double t) {
            double sum = 0;
            double factorial = 1;
            for (int k = 0; k <= (int) t; k++) {
                factorial *= k == 0 ? 1 : k;
                sum += StrictMath.pow(load * (k - t), k) / factorial * StrictMath.exp(-load * (k - t));
            }
            return 1 - (1 - load) * sum;
        }
    },
    /** Hyper-exponential service (two kinds of customers, squared coefficient of variation 2), one server, half busy. */
    MH1(1, 0.5) {
        private static final double SHARE =
                0.5 * (1 + 0.5773502691896258); // balanced means for a squared coefficient of 2
        private static final double FAST = 2 * SHARE;
        private static final double SLOW = 2 * (1 - SHARE);

        @Override
        double service(Draws draws, long customer) {
            return draws.exponential(draws.uniform(customer, 2) < SHARE ? 1 / FAST : 1 / SLOW, customer, 1);
        }

        /** Pollaczek-Khinchine: {@code lambda E[S^2] / (2 (1 - rho))}. */
        @Override
        double meanWait() {
            double secondMoment = 2 * SHARE / (FAST * FAST) + 2 * (1 - SHARE) / (SLOW * SLOW);
            return load * secondMoment / (2 * (1 - load));
        }

        /** The transform {@code (1 - rho) s / (s - lambda + lambda B(s))} has two poles r; the tail is the sum of their exponentials. */
        @Override
        double waitsLonger(double t) {
            double linear = FAST + SLOW - load;
            double constant = FAST * SLOW - load * (FAST + SLOW) + load * (SHARE * FAST + (1 - SHARE) * SLOW);
            double root = Math.sqrt(linear * linear - 4 * constant);
            double first = (-linear + root) / 2;
            double second = (-linear - root) / 2;
            return residue(first, second) * StrictMath.exp(first * t) / -first
                    + residue(second, first) * StrictMath.exp(second * t) / -second;
        }

        private double residue(double at, double other) {
            return (1 - load) * (at + FAST) * (at + SLOW) / (at - other);
        }
    };

    final int servers;
    final double load;

    QueueingModel(int servers, double load) {
        this.servers = servers;
        this.load = load;
    }

    /** The service time of a customer. */
    abstract double service(Draws draws, long customer);

    /** The mean wait of all customers, those who do not wait included. */
    abstract double meanWait();

    /** The share of customers who wait longer than t. */
    abstract double waitsLonger(double t);

    /** The wait that one customer in a hundred exceeds, by bisection. */
    final double p99() {
        double low = 0;
        double high = 100;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (waitsLonger(middle) > 0.01) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
