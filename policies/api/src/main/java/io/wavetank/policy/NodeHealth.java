package io.wavetank.policy;

/**
 * How a system finds out that a node is gone, and when it gives up what ran there.
 *
 * <p>A node that is up sends a heartbeat every {@code heartbeat}, each node at a phase of its own. After the last one, {@code grace} goes by;
 * at the next whole multiple of {@code monitor} the node counts as lost: nothing more is placed there. What is on it is given up after
 * another {@code toleration}, and waits to be placed again. All times are nanoseconds.
 *
 * @param heartbeatNanos between two heartbeats; 0 if the loss shows at once, whatever the grace
 * @param graceNanos how long the system waits for the next one, counted from the last one
 * @param monitorNanos how often it looks; 0 if it looks all the time
 * @param tolerationNanos from the moment at which the node counts as lost until its tasks are given up
 * @param restartsInPlace whether tasks that nobody gave up start anew where they are when the node is back; otherwise they wait to be placed
 */
public record NodeHealth(
        long heartbeatNanos, long graceNanos, long monitorNanos, long tolerationNanos, boolean restartsInPlace) {
    /** A system that knows at once, and acts at once. */
    public static final NodeHealth IMMEDIATE = new NodeHealth(0, 0, 0, 0, false);

    /** Checks that nothing is negative. */
    public NodeHealth {
        if (heartbeatNanos < 0 || graceNanos < 0 || monitorNanos < 0 || tolerationNanos < 0) {
            throw new IllegalArgumentException("Times of heartbeats are not negative: " + heartbeatNanos + ", "
                    + graceNanos + ", " + monitorNanos + ", " + tolerationNanos);
        }
    }

    /**
     * Returns when a node that went down counts as lost, if it does not come back before.
     *
     * @param downNanos when it went down
     * @param phaseNanos when it sent its first heartbeat, less than {@link #heartbeatNanos}
     */
    public long lostNanos(long downNanos, long phaseNanos) {
        if (heartbeatNanos == 0) {
            return downNanos;
        }
        // at the instant at which it goes down it sends none
        long last = downNanos - 1 - Math.floorMod(downNanos - 1 - phaseNanos, heartbeatNanos);
        long due = Math.max(downNanos, Math.addExact(last, graceNanos));
        return monitorNanos == 0
                ? due
                : Math.multiplyExact(Math.floorDiv(due + monitorNanos - 1, monitorNanos), monitorNanos);
    }
}
