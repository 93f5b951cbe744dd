package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * A Poisson process whose rate jumps between states, a Markov-modulated Poisson process: calm and storm, in spells of exponential length. It
 * starts in its stationary state.
 *
 * <p>For two states with rates a, b, which are left at rates r, s, the counts of windows of T seconds have the covariance, k windows apart
 * ({@code k >= 1}), {@code (a - b)^2 * r s / (r + s)^4 * (1 - e^-(r+s)T)^2 * e^-(r+s)(k-1)T}; a test holds the process to it.
 *
 * @param states at least one, with a positive rate in at least one
 * @param transitions to which state each state goes next: a row for each state, weights; empty for the next one in turn, then the first
 */
public record Mmpp(List<State> states, List<List<Double>> transitions) implements Paced {
    /**
     * A state.
     *
     * @param ratePerSecond of arrivals while it lasts, 0 or more
     * @param meanSojournSeconds how long it lasts in the mean, above 0
     */
    public record State(double ratePerSecond, double meanSojournSeconds) {
        /** Checks the numbers. */
        public State {
            Key.notNegative("rate_per_second", ratePerSecond, "0 would do, for silence");
            Key.positive("mean_sojourn_seconds", meanSojournSeconds, "3600 would do");
        }
    }

    /** Checks that states and transitions fit, and that something arrives. */
    public Mmpp {
        states = List.copyOf(states);
        int count = states.size();
        if (states.stream().noneMatch(state -> state.ratePerSecond() > 0)) {
            throw Key.fault("states", states, "none has a rate above 0; at least one must, or nothing arrives");
        }
        List<List<Double>> rows = new ArrayList<>();
        for (List<Double> row : transitions) {
            if (row.size() != count || transitions.size() != count) {
                throw Key.fault("transitions", transitions, count + " rows of " + count + " weights are wanted");
            }
            rows.add(Key.weights("transitions", row));
        }
        transitions = List.copyOf(rows);
        Key.positive(
                "states", meanRate(states, stationary(states, transitions)), "no state with a rate is ever reached");
    }

    /** The one whose states follow each other in turn. */
    public Mmpp(List<State> states) {
        this(states, List.of());
    }

    /** Returns the share of time spent in each state. */
    public List<Double> stationary() {
        return stationary(states, transitions);
    }

    private static List<Double> stationary(List<State> states, List<List<Double>> transitions) {
        double[] time =
                MarkovChain.visits(states.size(), (from, to) -> probability(transitions, states.size(), from, to));
        double sum = 0;
        for (int i = 0; i < time.length; i++) {
            time[i] *= states.get(i).meanSojournSeconds();
            sum += time[i];
        }
        List<Double> shares = new ArrayList<>();
        for (double part : time) {
            shares.add(part / sum);
        }
        return shares;
    }

    /** The probability that state {@code to} comes after state {@code from}. */
    double probability(int from, int to) {
        return probability(transitions, states.size(), from, to);
    }

    private static double probability(List<List<Double>> transitions, int count, int from, int to) {
        if (transitions.isEmpty()) {
            return to == (from + 1) % count ? 1 : 0;
        }
        List<Double> row = transitions.get(from);
        double sum = 0;
        for (double weight : row) {
            sum += weight;
        }
        return row.get(to) / sum;
    }

    @Override
    public double meanRatePerSecond() {
        return meanRate(states, stationary());
    }

    /** How often a state is left, in the mean. */
    public double changesPerSecond() {
        List<Double> shares = stationary();
        double sum = 0;
        for (int i = 0; i < shares.size(); i++) {
            sum += shares.get(i) / states.get(i).meanSojournSeconds();
        }
        return sum;
    }

    private static double meanRate(List<State> states, List<Double> shares) {
        double rate = 0;
        for (int i = 0; i < shares.size(); i++) {
            rate += shares.get(i) * states.get(i).ratePerSecond();
        }
        return rate;
    }

    @Override
    public Mmpp scaled(double factor) {
        return new Mmpp(
                states.stream()
                        .map(state -> new State(state.ratePerSecond() * factor, state.meanSojournSeconds()))
                        .toList(),
                transitions);
    }

    @Override
    public Pace pace(Draws draws) {
        return new MmppPace(this, draws);
    }

    @Override
    public double portion(double draw) {
        return Poisson.exponentialPortion(draw);
    }
}
