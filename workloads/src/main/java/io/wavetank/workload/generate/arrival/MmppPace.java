package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import java.util.List;

/** The spells of a Markov-modulated Poisson process; spell n has the keyed draws n of its length and of the state after it. */
final class MmppPace implements Pace {
    private final Mmpp process;
    private final Draws lengths;
    private final Draws jumps;
    private long spell;
    private int state;
    private double endSeconds;

    MmppPace(Mmpp process, Draws draws) {
        this.process = process;
        this.lengths = draws.stream("spell");
        this.jumps = draws.stream("jump");
        this.state = firstState(draws.stream("first state").uniform(0, 0));
        this.endSeconds = length();
    }

    private int firstState(double draw) {
        List<Double> shares = process.stationary();
        double sum = 0;
        for (int i = 0; i < shares.size() - 1; i++) {
            sum += shares.get(i);
            if (draw <= sum) {
                return i;
            }
        }
        return shares.size() - 1;
    }

    private double length() {
        double mean = process.states().get(state).meanSojournSeconds();
        return lengths.exponential(mean, spell, 0);
    }

    @Override
    public double endSeconds() {
        return endSeconds;
    }

    @Override
    public void advance() {
        double draw = jumps.uniform(spell, 0);
        int last = process.states().size() - 1;
        double sum = 0;
        int next = 0;
        while (next < last) {
            sum += process.probability(state, next);
            if (draw <= sum) {
                break;
            }
            next++;
        }
        state = next;
        spell++;
        endSeconds += length();
    }

    @Override
    public double between(double fromSeconds, double toSeconds) {
        return rate() * (toSeconds - fromSeconds);
    }

    @Override
    public double reach(double fromSeconds, double amount) {
        return fromSeconds + amount / rate();
    }

    private double rate() {
        return process.states().get(state).ratePerSecond();
    }
}
