package io.wavetank.sim.failure;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.failover.FailoverActions;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.sim.record.GuardedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeSet;

/** What the policy of a guarded service does to the run, at the instant at which it is told something. */
final class GuardActions implements FailoverActions {
    private final Guard guard;
    private final FailoverSite site;
    private final GuardedLog log;
    private final Standing standing;
    private final ClusterView cluster;
    private final TreeSet<Integer> closed = new TreeSet<>();
    private long nowNanos;

    GuardActions(Guard guard, FailoverSite site, GuardedLog log, Standing standing, ClusterView cluster) {
        this.guard = guard;
        this.site = site;
        this.log = log;
        this.standing = standing;
        this.cluster = cluster;
    }

    /** What is done from now on is done at this instant. */
    void at(long now) {
        nowNanos = now;
    }

    @Override
    public void serve(int task, long afterNanos) {
        Member member = guard.member(task);
        if (member != null && member.runs && !member.chosen) {
            choose(member, afterNanos);
        }
    }

    @Override
    public void takeOver(int task, long afterNanos, long lostNanos) {
        Member member = guard.member(task);
        if (member != null && member.runs && !member.chosen) {
            log.tookOver(nowNanos, lostNanos);
            choose(member, afterNanos);
        }
    }

    private void choose(Member member, long afterNanos) {
        member.chosen = true;
        int life = ++member.life;
        Done begin = now -> {
            if (member.life == life && member.runs && member.chosen) {
                guard.begins(now, member);
            }
        };
        if (afterNanos == 0) {
            done(begin);
        } else {
            site.remind(nowNanos + afterNanos, begin::at);
        }
    }

    @Override
    public void standBy(int task) {
        Member member = guard.member(task);
        if (member != null && member.chosen) {
            member.life++;
            member.chosen = false;
            member.ready = false;
            done(now -> {
                site.takesNone(now, task, false);
                standing.look(now, member);
            });
        }
    }

    @Override
    public void switchFailed() {
        log.switchFailed(nowNanos);
    }

    @Override
    public void giveUp(int task) {
        Member member = guard.member(task);
        if (member != null) {
            done(now -> guard.giveUp(now, member));
        }
    }

    @Override
    public boolean evict(int task, String reason) {
        Member member = guard.member(task);
        if (member == null || !member.runs || member.away) {
            return false;
        }
        boolean[] allowed = new boolean[1];
        done(now -> allowed[0] = site.evict(now, task, reason));
        if (allowed[0]) {
            log.spreadAgain(nowNanos);
        }
        return allowed[0];
    }

    @Override
    public void migrate(int task, long copyNanos, long pauseNanos) {
        Member member = guard.member(task);
        if (member == null || !member.runs || member.moves) {
            return;
        }
        member.moves = true;
        int number = ++member.moveCount;
        site.remind(nowNanos + copyNanos, now -> {
            if (member.moveCount == number && member.moves && !member.away) {
                log.migrated(now);
                site.takeOff(now, task, pauseNanos);
            }
        });
    }

    @Override
    public void close(int node) {
        if (closed.add(node)) {
            done(now -> {
                site.setClosed(now, node, true);
                standing.keepsFree(now, cluster.node(node).allocatable(Resources.CPU));
            });
        }
    }

    @Override
    public void open(int node) {
        if (closed.remove(node)) {
            done(now -> {
                site.setClosed(now, node, false);
                standing.keepsFree(now, -cluster.node(node).allocatable(Resources.CPU));
                guard.roomier(now);
            });
        }
    }

    @Override
    public void wakeAt(long timeNanos, long token) {
        site.remind(Math.max(nowNanos, timeNanos), now -> guard.tell(now, new FailoverEvent.Woken(token)));
    }

    private void done(Done what) {
        try {
            what.at(nowNanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that may fail to be written down. */
    @FunctionalInterface
    private interface Done {
        void at(long nowNanos) throws IOException;
    }
}
