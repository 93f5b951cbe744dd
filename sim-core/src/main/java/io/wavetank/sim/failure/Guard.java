package io.wavetank.sim.failure;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.failover.FailoverActions;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverTraits;
import io.wavetank.policy.failover.FailoverView;
import io.wavetank.sim.record.GuardedFigures;
import io.wavetank.sim.record.GuardedLog;
import io.wavetank.sim.scenario.GuardedService;
import io.wavetank.sim.scenario.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One service with a policy of failover of its own, in a run: which of its tasks serve, and what its policy knows and does. What happens is known here at once;
 * the policy is told of it after everything else of the instant, and of what does not answer when that is found out.
 */
public final class Guard implements FailoverView {
    private final GuardedService service;
    private final FailoverTraits traits;
    private final ClusterView cluster;
    private final FailoverSite site;
    private final FailoverPolicy policy;
    private final GuardedLog log;
    private final Draws phases;
    private final List<Member> members = new ArrayList<>();
    private final Map<Integer, Member> byTask = new TreeMap<>();
    private final Deque<Member> kept = new ArrayDeque<>();
    private final Deque<FailoverEvent> events = new ArrayDeque<>();
    private final TreeSet<Integer> closed = new TreeSet<>();
    private int serving;
    private long servingMillis;
    private long idleMillis;
    private long closedMillis;
    private boolean arranged;
    private boolean asksAgain;
    private long nowNanos;

    /** Creates the guard of a service that has no tasks yet. */
    public Guard(GuardedService service, ClusterView cluster, FailoverSite site, Window window, Draws draws) {
        this.service = service;
        this.traits = service.policy().traits();
        this.cluster = cluster;
        this.site = site;
        this.log = new GuardedLog(
                service,
                window.fromNanos(),
                window.toNanos() == Window.LAST_SUBMISSION ? Long.MAX_VALUE : window.toNanos());
        Draws own = draws.stream(service.name());
        this.phases = own.stream("watch");
        this.policy = service.policy().create(this, own.stream("policy"));
    }

    /** The run begins. */
    public void begin() {
        tell(0, new FailoverEvent.Begins());
    }

    /** The service. */
    public GuardedService service() {
        return service;
    }

    /** What its policy takes upon itself. */
    public FailoverTraits traits() {
        return traits;
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public int need() {
        return service.need();
    }

    @Override
    public ClusterView cluster() {
        return cluster;
    }

    @Override
    public List<TaskView> members() {
        List<TaskView> all = new ArrayList<>(members.size());
        for (Member each : members) {
            if (each.admitted) {
                all.add(each.view);
            }
        }
        return all;
    }

    @Override
    public List<TaskView> unplaced() {
        List<TaskView> all = new ArrayList<>();
        for (Member each : members) {
            if (each.admitted && each.view.node() < 0) {
                all.add(each.view);
            }
        }
        return all;
    }

    @Override
    public boolean answers(int task) {
        Member member = byTask.get(task);
        return member != null && member.runs && !member.silent;
    }

    @Override
    public boolean serves(int task) {
        Member member = byTask.get(task);
        return member != null && member.runs && member.chosen && !member.silent;
    }

    /** A task enters. */
    public void entered(long now, int task, TaskView view) {
        var member = new Member(view, task, view.taskClass().totalRequest(Resources.CPU), now);
        members.add(member);
        byTask.put(task, member);
    }

    /** Whether a task that has just entered may be placed. */
    public boolean admits(long now, int task) {
        Member member = byTask.get(task);
        if (member == null || !traits.admits()) {
            return true;
        }
        member.admitted = false;
        boolean may = kept.isEmpty() && policy.admits(member.view);
        member.admitted = may;
        if (!may) {
            kept.addLast(member);
        }
        return may;
    }

    /** Whether a task is kept waiting. */
    public boolean keeps(int task) {
        Member member = byTask.get(task);
        return member != null && !member.admitted;
    }

    /** There may be more room than before. */
    public void roomier(long now) {
        if (!kept.isEmpty() && !asksAgain) {
            asksAgain = true;
            site.remind(now, this::askAgain);
        }
    }

    private void askAgain(long now) throws IOException {
        asksAgain = false;
        while (!kept.isEmpty() && policy.admits(kept.getFirst().view)) {
            Member member = kept.removeFirst();
            member.admitted = true;
            log.keptWaiting(now - member.sinceNanos);
            site.admit(now, member.task);
        }
    }

    /** A task runs on a node, for the first time or anew. */
    public void started(long now, int task) throws IOException {
        Member member = byTask.get(task);
        if (member != null) {
            site.takesNone(now, task, true);
            member.ends();
            member.runs = true;
            member.placed = true;
            member.away = false;
            member.silent = false;
            stands(now, member);
            tell(now, new FailoverEvent.MemberRuns(member.view));
        }
    }

    /** A task does no more, and keeps its place or not. */
    public void stopped(long now, int task, boolean offNode) throws IOException {
        Member member = byTask.get(task);
        if (member == null) {
            return;
        }
        boolean ran = member.runs;
        member.ends();
        member.placed &= !offNode;
        member.away &= !offNode;
        member.silent &= !offNode;
        stands(now, member);
        if (ran || offNode) {
            tell(now, new FailoverEvent.MemberGone(task));
        }
        roomier(now);
    }

    /** A task is out of the system. */
    public void gone(long now, int task) throws IOException {
        Member member = byTask.remove(task);
        if (member != null) {
            boolean told = member.runs || member.placed;
            member.ends();
            member.placed = false;
            stands(now, member);
            members.remove(member);
            kept.remove(member);
            if (told) {
                tell(now, new FailoverEvent.MemberGone(task));
            }
        }
    }

    /** A node is down, or is not reached. */
    public void nodeAway(long now, int node) throws IOException {
        for (Member member : members) {
            if (member.view.node() == node && member.placed) {
                member.away = true;
                int absence = ++member.absence;
                NodeHealth watch = traits.watch();
                if (watch != null) {
                    long at = watch.lostNanos(now, phase(watch, member));
                    site.remind(at, time -> {
                        if (member.away && member.absence == absence) {
                            foundSilent(time, member);
                        }
                    });
                }
                stands(now, member);
            }
        }
    }

    private long phase(NodeHealth watch, Member member) {
        return (long) (phases.uniform(member.view.sequence(), 0) * watch.heartbeatNanos());
    }

    private void foundSilent(long now, Member member) throws IOException {
        if (!member.silent) {
            member.silent = true;
            site.takesNone(now, member.task, true);
            tell(now, new FailoverEvent.MemberSilent(member.view));
        }
    }

    /** The control plane found out that a node is lost. */
    public void nodeLost(long now, int node) throws IOException {
        for (Member member : List.copyOf(members)) {
            if (member.view.node() == node) {
                foundSilent(now, member);
            }
        }
        tell(now, new FailoverEvent.NodeLost(node));
        giveUpDue(now);
    }

    /** The control plane can be asked again, or knows more. */
    public void giveUpDue(long now) {
        site.remind(now, time -> {
            for (Member member : List.copyOf(members)) {
                if (member.giveUpDue) {
                    giveUp(time, member);
                }
            }
        });
    }

    private void giveUp(long now, Member member) throws IOException {
        member.giveUpDue = !site.giveUp(now, member.task);
        if (!member.giveUpDue) {
            log.gaveUp();
        }
    }

    /** A node is reached again; what runs there anew is told of apart. */
    public void nodeUp(long now, int node) throws IOException {
        for (Member member : members) {
            if (member.view.node() == node && member.placed) {
                int life = member.life;
                site.remind(now, time -> {
                    if (member.life == life && member.away) {
                        answersAgain(time, member);
                    }
                });
            }
        }
        tell(now, new FailoverEvent.NodeBack(node));
        roomier(now);
    }

    private void answersAgain(long now, Member member) throws IOException {
        boolean wasSilent = member.silent;
        member.away = false;
        member.silent = false;
        member.giveUpDue = false;
        if (wasSilent && member.serves()) {
            site.takesRequests(now, member.task);
        }
        stands(now, member);
        if (wasSilent) {
            tell(now, new FailoverEvent.MemberAnswers(member.view));
        }
    }

    /** The node of a task is to be emptied or taken away; says whether the policy sees to that. */
    public boolean leaves(long now, int task, long graceNanos) {
        Member member = byTask.get(task);
        if (member == null || !traits.moves()) {
            return false;
        }
        if (!member.moves) {
            tell(now, new FailoverEvent.MemberLeaves(member.view, graceNanos));
        }
        return true;
    }

    private void tell(long now, FailoverEvent event) {
        events.addLast(event);
        if (!arranged) {
            arranged = true;
            site.remind(now, this::deliver);
        }
    }

    private void deliver(long now) throws IOException {
        arranged = false;
        nowNanos = now;
        try {
            while (!events.isEmpty()) {
                policy.on(now, events.removeFirst(), actions);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A member may serve now, or no more. */
    private void stands(long now, Member member) {
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
        stands(now);
    }

    private void stands(long now) {
        log.stands(now, serving, servingMillis / 1000.0, idleMillis / 1000.0, closedMillis / 1000.0);
    }

    /** How many of its tasks serve. */
    public int servingNow() {
        return serving;
    }

    /**
     * Returns how it came through the run.
     *
     * @param lastNanos when the last thing happened
     * @param untilNanos when the run is cut off: tasks that are there after the last thing happened stay as they are until then
     */
    public GuardedFigures figures(long lastNanos, long untilNanos) {
        boolean over = members.isEmpty() || untilNanos == Long.MAX_VALUE;
        long endNanos = over ? lastNanos : untilNanos;
        for (Member member : kept) {
            log.keptWaiting(endNanos - member.sinceNanos);
        }
        return log.figures(endNanos);
    }

    private final FailoverActions actions = new FailoverActions() {
        @Override
        public void serve(int task, long afterNanos) {
            Member member = byTask.get(task);
            if (member != null && member.runs && !member.chosen) {
                choose(member, afterNanos);
            }
        }

        @Override
        public void takeOver(int task, long afterNanos, long lostNanos) {
            Member member = byTask.get(task);
            if (member != null && member.runs && !member.chosen) {
                log.tookOver(lostNanos);
                choose(member, afterNanos);
            }
        }

        private void choose(Member member, long afterNanos) {
            member.chosen = true;
            int life = ++member.life;
            Done begin = now -> {
                if (member.life == life && member.runs && member.chosen) {
                    begins(now, member);
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
            Member member = byTask.get(task);
            if (member != null && member.chosen) {
                member.life++;
                member.chosen = false;
                member.ready = false;
                done(now -> {
                    site.takesNone(now, task, false);
                    stands(now, member);
                });
            }
        }

        @Override
        public void switchFailed() {
            log.switchFailed();
        }

        @Override
        public void giveUp(int task) {
            Member member = byTask.get(task);
            if (member != null) {
                done(now -> Guard.this.giveUp(now, member));
            }
        }

        @Override
        public boolean evict(int task, String reason) {
            Member member = byTask.get(task);
            if (member == null || !member.runs || member.away) {
                return false;
            }
            boolean[] allowed = new boolean[1];
            done(now -> allowed[0] = site.evict(now, task, reason));
            if (allowed[0]) {
                log.spreadAgain();
            }
            return allowed[0];
        }

        @Override
        public void migrate(int task, long copyNanos, long pauseNanos) {
            Member member = byTask.get(task);
            if (member == null || !member.runs || member.moves) {
                return;
            }
            member.moves = true;
            int number = ++member.moveCount;
            site.remind(nowNanos + copyNanos, now -> {
                if (member.moveCount == number && member.moves && !member.away) {
                    log.migrated();
                    site.takeOff(now, task, pauseNanos);
                }
            });
        }

        @Override
        public void close(int node) {
            if (closed.add(node)) {
                done(now -> {
                    site.setClosed(now, node, true);
                    closedMillis += cluster.node(node).allocatable(Resources.CPU);
                    stands(now);
                });
            }
        }

        @Override
        public void open(int node) {
            if (closed.remove(node)) {
                done(now -> {
                    site.setClosed(now, node, false);
                    closedMillis -= cluster.node(node).allocatable(Resources.CPU);
                    stands(now);
                    roomier(now);
                });
            }
        }

        @Override
        public void wakeAt(long timeNanos, long token) {
            site.remind(Math.max(nowNanos, timeNanos), now -> tell(now, new FailoverEvent.Woken(token)));
        }

        private void done(Done what) {
            try {
                what.at(nowNanos);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    /** Something that may fail to be written down. */
    @FunctionalInterface
    private interface Done {
        void at(long nowNanos) throws IOException;
    }

    private void begins(long now, Member member) throws IOException {
        member.ready = true;
        if (member.serves()) {
            site.takesRequests(now, member.task);
        }
        stands(now, member);
    }
}
