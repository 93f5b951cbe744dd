package io.wavetank.policy.fixed.balance;

import io.wavetank.policy.Draws;

/**
 * Which of two devices works, and since when. Each fails after an exponential time and is mended after a fixed one. When the one that works fails the
 * other takes over after a while, if it is up; one that was mended stands by, and takes over at once if the other is down.
 *
 * <p>Source: the protocol by which such pairs decide, VRRP (RFC 5798): a backup takes over when it has heard nothing for three intervals of a second and a
 * skew below one, and keeps what it has taken unless it preempts, which this one does not.
 */
final class DevicePair {
    private static final long NEVER = Long.MAX_VALUE;

    private final PairSettings settings;
    private final Draws draws;
    private final boolean[] up = {true, true};
    private final long[] changeNanos = {NEVER, NEVER};
    private final long[] failures = {0, 0};
    private int active;
    private long servesFromNanos;
    /** Goes up when what the devices remember is lost. */
    private long memory;

    DevicePair(PairSettings settings, Draws draws) {
        this.settings = settings;
        this.draws = draws;
        changeNanos[0] = life(0, 0);
        changeNanos[1] = life(1, 0);
        if (settings.failsAtNanos() > 0) {
            changeNanos[0] = Math.min(changeNanos[0], settings.failsAtNanos());
        }
        up[1] = settings.pair();
        if (!settings.pair()) {
            changeNanos[1] = NEVER;
        }
    }

    private long life(int device, long fromNanos) {
        if (settings.mtbfNanos() == 0) {
            return NEVER;
        }
        double life = draws.exponential((double) settings.mtbfNanos(), device, failures[device]);
        return life > NEVER - fromNanos - 1.0 ? NEVER : fromNanos + 1 + (long) life;
    }

    /** Whether one of them serves at an instant; instants do not go back. */
    boolean serves(long nowNanos) {
        int device = changeNanos[0] <= changeNanos[1] ? 0 : 1;
        while (changeNanos[device] <= nowNanos) {
            if (up[device]) {
                fail(device, changeNanos[device]);
            } else {
                mend(device, changeNanos[device]);
            }
            device = changeNanos[0] <= changeNanos[1] ? 0 : 1;
        }
        return nowNanos >= servesFromNanos;
    }

    /** A number that changes when what the devices remember is lost. */
    long memory() {
        return memory;
    }

    private void fail(int device, long nowNanos) {
        up[device] = false;
        failures[device]++;
        changeNanos[device] = nowNanos + settings.repairNanos();
        if (device == active) {
            int other = 1 - device;
            if (up[other]) {
                active = other;
                servesFromNanos = nowNanos + settings.takeoverNanos();
                memory += settings.mirrored() ? 0 : 1;
            } else {
                servesFromNanos = NEVER;
                memory++;
            }
        }
    }

    private void mend(int device, long nowNanos) {
        up[device] = true;
        changeNanos[device] = life(device, nowNanos);
        if (servesFromNanos == NEVER) {
            active = device;
            servesFromNanos = nowNanos;
        }
    }
}
