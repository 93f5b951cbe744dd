package io.wavetank.sim.failure;

import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.sim.record.GuardedLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The tasks that a policy keeps from being placed, so that others have room to fail over: they wait in the order of their coming. */
final class KeptOut {
    private final FailoverPolicy policy;
    private final FailoverSite site;
    private final GuardedLog log;
    private final Deque<Member> line = new ArrayDeque<>();
    private boolean asksAgain;

    KeptOut(FailoverPolicy policy, FailoverSite site, GuardedLog log) {
        this.policy = policy;
        this.site = site;
        this.log = log;
    }

    /** Whether one that has just come may be placed; it waits if not. */
    boolean admits(Member member) {
        member.admitted = false;
        boolean may = line.isEmpty() && policy.admits(member.view);
        member.admitted = may;
        if (!may) {
            line.addLast(member);
        }
        return may;
    }

    /** There may be more room than before. */
    void roomier(long now) {
        if (!line.isEmpty() && !asksAgain) {
            asksAgain = true;
            site.remind(now, this::askAgain);
        }
    }

    private void askAgain(long now) throws IOException {
        asksAgain = false;
        while (!line.isEmpty() && policy.admits(line.getFirst().view)) {
            Member member = line.removeFirst();
            member.admitted = true;
            log.keptWaiting(member.sinceNanos, now);
            site.admit(now, member.task);
        }
    }

    /** One is out of the system. */
    void forget(Member member) {
        line.remove(member);
    }

    /** The run ends, and those that wait have waited until then. */
    void end(long endNanos) {
        for (Member member : line) {
            log.keptWaiting(member.sinceNanos, endNanos);
        }
    }
}
