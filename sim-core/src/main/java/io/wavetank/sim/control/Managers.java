package io.wavetank.sim.control;

import io.wavetank.policy.Leadership;
import java.util.List;

/**
 * The managers of a control plane: which of them are up, and which one leads. The first leader is the first manager; at an election the first
 * that is up wins. A leader leads until it is down, or too few are up.
 */
public final class Managers {
    private static final int NONE = -1;

    private final int[] reasonsDown;
    private int leader;

    /** All are up, and the first leads. */
    public Managers(Leadership leadership) {
        this.reasonsDown = new int[leadership.managers()];
    }

    /** Managers go down, or come back ({@code by} 1 or -1); no numbers stand for all. */
    public void change(List<Integer> managers, int by) {
        for (int manager = 0; manager < reasonsDown.length; manager++) {
            if (managers.isEmpty() || managers.contains(manager)) {
                reasonsDown[manager] += by;
            }
        }
        if (leader != NONE && (reasonsDown[leader] > 0 || !quorum())) {
            leader = NONE;
        }
    }

    /** Whether more than half of them are up. */
    public boolean quorum() {
        return 2 * up() > reasonsDown.length;
    }

    /** How many are up. */
    public int up() {
        int up = 0;
        for (int reasons : reasonsDown) {
            up += reasons == 0 ? 1 : 0;
        }
        return up;
    }

    /** Whether one of them leads. */
    public boolean led() {
        return leader != NONE;
    }

    /** An election is over. */
    public void elect() {
        for (int manager = reasonsDown.length - 1; manager >= 0; manager--) {
            leader = reasonsDown[manager] == 0 ? manager : leader;
        }
    }
}
