package io.wavetank.policy.recovery;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.failover.FailoverActions;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverView;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets as many members serve as are needed; the others stand by, and one of them takes over when one that serves does not answer any more, or is gone.
 *
 * <p>What a takeover takes, and what it loses, is the {@link Takeover}: a cold standby starts its process and restores the last backup, a warm one replays what it
 * has not yet, a hot one has everything and is only switched to. It works with a given chance, by a keyed draw of the member and the number of its takeovers;
 * where it does not, somebody does it by hand. A member takes over in the order of coming. One that comes where nobody stands by begins to serve itself, after
 * its start. Members that do not answer are given up as the {@link Pace} says.
 *
 * <p>A member that answers again while another has taken its place stands by; with {@code failback} the first members serve again as soon as they answer, by a
 * takeover that is planned: nothing is lost, and it always works.
 */
public final class Standby implements FailoverPolicy {
    private final FailoverView service;
    private final Draws draws;
    private final Takeover takeover;
    private final Pace pace;
    private final boolean failback;
    /** By member: how often it was to take over. */
    private final SortedMap<Long, Integer> turns = new TreeMap<>();
    /** Those that serve or were told to, by number. */
    private final TreeSet<Integer> serving = new TreeSet<>();
    /** How many places of those that serve have become free and were not taken. */
    private int vacant;

    /**
     * What it takes until a standby serves in the place of another. Times are nanoseconds.
     *
     * @param startNanos from when a member runs until it serves, where it takes over from nobody
     * @param promoteNanos until a standby serves that takes over, but for what follows
     * @param lagNanos how far its data is behind
     * @param replay how long it takes to catch up with a time that it is behind, over that time
     * @param backupNanos how often what cold standbys restore is written; 0 if there are no backups, since data is copied all the time
     * @param chance how likely it is to work
     * @param manualNanos how long it takes longer if it does not
     */
    public record Takeover(
            long startNanos,
            long promoteNanos,
            long lagNanos,
            double replay,
            long backupNanos,
            double chance,
            long manualNanos) {
        /** The same for one that restores what is written so often. */
        Takeover restoring(long everyNanos) {
            return new Takeover(startNanos, promoteNanos, lagNanos, replay, everyNanos, chance, manualNanos);
        }

        /** The same for one whose data is behind, and that catches up in so many times that. */
        Takeover behind(long nanos, double times) {
            return new Takeover(startNanos, promoteNanos, nanos, times, backupNanos, chance, manualNanos);
        }

        /** How long it takes if it works. */
        public long nanos() {
            return Math.addExact(promoteNanos, Math.round(lagNanos * replay));
        }

        /** How much is lost of what was written last: the lag, or all since the last backup. */
        public long lostNanos(long now) {
            return backupNanos > 0 ? Math.floorMod(now, backupNanos) : lagNanos;
        }
    }

    /**
     * Creates the policy.
     *
     * @param failback whether the first members serve again when they answer again
     */
    public Standby(FailoverView service, Draws draws, Takeover takeover, Pace pace, boolean failback) {
        this.service = service;
        this.draws = draws;
        this.takeover = takeover;
        this.pace = pace;
        this.failback = failback;
    }

    @Override
    public void on(long now, FailoverEvent event, FailoverActions out) {
        if (event instanceof FailoverEvent.MemberRuns runs) {
            pace.forget(runs.task().index());
            leaves(runs.task().index()); // another process than the one that served
        } else if (event instanceof FailoverEvent.MemberSilent silent) {
            pace.add(now, silent.task().index());
            leaves(silent.task().index());
        } else if (event instanceof FailoverEvent.MemberAnswers answers) {
            pace.forget(answers.task().index());
            answers(answers.task().index(), out);
        } else if (event instanceof FailoverEvent.MemberGone gone) {
            pace.forget(gone.task());
            leaves(gone.task());
        }
        fill(now, out);
        if (failback) {
            failBack(out);
        }
        pace.run(now, out);
    }

    private void leaves(int task) {
        if (serving.remove(task)) {
            vacant++;
        }
    }

    /** A member that has served all the time goes on, unless its place is taken. */
    private void answers(int task, FailoverActions out) {
        if (serving.contains(task)) {
            return;
        }
        if (service.serves(task) && serving.size() < service.need()) {
            serving.add(task);
            vacant = Math.max(0, vacant - 1);
        } else {
            out.standBy(task);
        }
    }

    private void fill(long now, FailoverActions out) {
        for (TaskView each : service.members()) {
            if (serving.size() >= service.need()) {
                return;
            }
            if (service.answers(each.index()) && serving.add(each.index())) {
                serve(now, each, out);
            }
        }
    }

    private void serve(long now, TaskView member, FailoverActions out) {
        boolean stoodBy = vacant > 0 && member.startNanos() < now;
        vacant = Math.max(0, vacant - 1);
        if (!stoodBy) {
            out.serve(member.index(), takeover.startNanos());
            return;
        }
        int turn = turns.merge(member.sequence(), 1, Integer::sum);
        boolean works = takeover.chance() >= 1 || draws.uniform(member.sequence(), turn) < takeover.chance();
        if (!works) {
            out.switchFailed();
        }
        long nanos = takeover.nanos() + (works ? 0 : takeover.manualNanos());
        out.takeOver(member.index(), nanos, takeover.lostNanos(now));
    }

    /** The first members serve, if they answer. */
    private void failBack(FailoverActions out) {
        int wanted = service.need();
        for (TaskView each : service.members()) {
            if (wanted > 0 && service.answers(each.index())) {
                wanted--;
                if (serving.add(each.index())) {
                    standLastBy(out);
                    out.takeOver(each.index(), takeover.promoteNanos(), 0);
                }
            }
        }
    }

    private void standLastBy(FailoverActions out) {
        int last = -1;
        for (TaskView each : service.members()) {
            last = serving.contains(each.index()) ? each.index() : last;
        }
        serving.remove(last);
        out.standBy(last);
    }
}
