package io.wavetank.policy.yarn.rm;

/** Takes no notice of what a scheduler does. */
public final class Ignored implements RmListener {
    /** Creates it. */
    public Ignored() {}

    @Override
    public void granted(int app) {
        // nobody asks
    }

    @Override
    public void ended(int app, Grant container, boolean preempted) {
        // nobody asks
    }

    @Override
    public void rejected(int app, String why) {
        // nobody asks
    }
}
