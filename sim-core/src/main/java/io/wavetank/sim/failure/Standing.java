package io.wavetank.sim.failure;

import io.wavetank.sim.record.GuardedLog;

/** How much of a guarded service serves, how much of it stands idle, and what nodes are kept free for it: its log is told whenever that may have changed. */
final class Standing {
    private static final double MILLI = 1000.0;

    private final GuardedLog log;
    private int serving;
    private long servingMillis;
    private long idleMillis;
    private long closedMillis;

    Standing(GuardedLog log) {
        this.log = log;
    }

    /** How many tasks serve. */
    int serving() {
        return serving;
    }

    /** A member may serve now, or no more. */
    void look(long now, Member member) {
        boolean serves = member.serves();
        boolean idle = member.placed && !serves;
        if (serves != member.countedServing) {
            serving += serves ? 1 : -1;
            servingMillis += serves ? member.cpuMillis : -member.cpuMillis;
        }
        if (idle != member.countedIdle) {
            idleMillis += idle ? member.cpuMillis : -member.cpuMillis;
        }
        member.countedServing = serves;
        member.countedIdle = idle;
        tell(now);
    }

    /** So much more of nodes, or less, is kept free, in thousandths of a core. */
    void keepsFree(long now, long moreCpuMillis) {
        closedMillis += moreCpuMillis;
        tell(now);
    }

    private void tell(long now) {
        log.stands(now, serving, servingMillis / MILLI, idleMillis / MILLI, closedMillis / MILLI);
    }
}
