package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Key;

/** A random factor of mean 1 by which a rate is multiplied, constant over stretches of time. */
public sealed interface Modulation {
    /** Starts the factor at time 0, in its stationary state. */
    Factor start(Draws draws);

    /** The same factor on another grid, as whoever counts in intervals wants it; states keep their own times. */
    Modulation onGrid(double stepSeconds);

    /** A factor under way. */
    interface Factor {
        /** What the rate is multiplied by now. */
        double value();

        /** When that changes, in seconds since the start. */
        double endSeconds();

        /** Goes on to the next stretch. */
        void advance();
    }

    /**
     * Jumps between states, as a Markov-modulated Poisson process does.
     *
     * @param chain whose rates are relative: what counts is a rate over the stationary mean of all
     */
    record States(Mmpp chain) implements Modulation {
        @Override
        public Factor start(Draws draws) {
            return new StateFactor(chain, draws);
        }

        @Override
        public States onGrid(double stepSeconds) {
            return this;
        }
    }

    /**
     * A wandering level: {@code exp(x - sigma^2 / 2)}, where x is a normal number of standard deviation sigma whose correlation over a time t is
     * {@code exp(-t / correlationSeconds)} (an Ornstein-Uhlenbeck process, looked at each step). With it a Poisson process is a log-Gaussian Cox
     * process.
     *
     * <p>Source: J. Moller, A. R. Syversveen, R. P. Waagepetersen, "Log Gaussian Cox processes", Scandinavian Journal of Statistics 25(3), 1998.
     *
     * @param sigma standard deviation of the natural logarithm of the rate, above 0
     * @param correlationSeconds after how long the correlation has fallen to 1/e, above 0
     * @param stepSeconds how long the factor stays as it is, above 0
     */
    record LogGaussian(double sigma, double correlationSeconds, double stepSeconds) implements Modulation {
        /** Checks the numbers. */
        public LogGaussian {
            Key.positive("sigma", sigma, "0.5 would do");
            Key.between("sigma", sigma, 0, 5, "0.5 would do");
            Key.positive("correlation_seconds", correlationSeconds, "3600 would do");
            Key.positive("step_seconds", stepSeconds, "60 would do");
        }

        @Override
        public Factor start(Draws draws) {
            return new LogGaussianFactor(this, draws);
        }

        @Override
        public LogGaussian onGrid(double step) {
            return new LogGaussian(sigma, correlationSeconds, step);
        }
    }
}
