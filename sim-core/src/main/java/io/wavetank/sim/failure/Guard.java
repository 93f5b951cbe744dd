package io.wavetank.sim.failure;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskView;
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
import org.jspecify.annotations.Nullable;

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
    private final Standing standing;
    private final KeptOut kept;
    private final GuardActions actions;
    private final List<Member> members = new ArrayList<>();
    private final Map<Integer, Member> byTask = new TreeMap<>();
    private final Deque<FailoverEvent> events = new ArrayDeque<>();
    private boolean arranged;

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
        this.standing = new Standing(log);
        this.kept = new KeptOut(policy, site, log);
        this.actions = new GuardActions(this, site, log, standing, cluster);
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

    @Nullable
    Member member(int task) {
        return byTask.get(task);
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
        return kept.admits(member);
    }

    /** Whether a task is kept waiting. */
    public boolean keeps(int task) {
        Member member = byTask.get(task);
        return member != null && !member.admitted;
    }

    /** There may be more room than before. */
    public void roomier(long now) {
        kept.roomier(now);
    }

    /** Whether a task is known here to run. */
    public boolean runs(int task) {
        Member member = byTask.get(task);
        return member != null && member.runs;
    }

    /** A task is on a node, for the first time or anew, and has to come up before it runs. */
    public void placed(long now, int task) {
        Member member = byTask.get(task);
        if (member != null) {
            member.ends();
            member.settles();
            standing.look(now, member);
        }
    }

    /** A task runs on a node, for the first time or anew. */
    public void started(long now, int task) throws IOException {
        Member member = byTask.get(task);
        if (member != null) {
            site.takesNone(now, task, true);
            member.ends();
            member.runs = true;
            member.settles();
            standing.look(now, member);
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
        standing.look(now, member);
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
            standing.look(now, member);
            members.remove(member);
            kept.forget(member);
            if (told) {
                tell(now, new FailoverEvent.MemberGone(task));
            }
        }
    }

    /** A node is down, or is not reached. */
    public void nodeAway(long now, int node) throws IOException {
        for (Member member : members) {
            if (member.view.node() == node && member.placed && !member.away) {
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
                standing.look(now, member);
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

    void giveUp(long now, Member member) throws IOException {
        member.giveUpDue = !site.giveUp(now, member.task);
        if (!member.giveUpDue) {
            log.gaveUp(now);
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
        standing.look(now, member);
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

    /** The policy is told of something after everything else of the instant. */
    void tell(long now, FailoverEvent event) {
        events.addLast(event);
        if (!arranged) {
            arranged = true;
            site.remind(now, this::deliver);
        }
    }

    private void deliver(long now) throws IOException {
        arranged = false;
        actions.at(now);
        try {
            while (!events.isEmpty()) {
                policy.on(now, events.removeFirst(), actions);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** How many of its tasks serve. */
    public int servingNow() {
        return standing.serving();
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
        kept.end(endNanos);
        return log.figures(endNanos);
    }

    /** What was arranged for a member that was chosen has come: it serves as long as it runs and is reached. */
    void begins(long now, Member member) throws IOException {
        member.ready = true;
        if (member.serves()) {
            site.takesRequests(now, member.task);
        }
        standing.look(now, member);
    }
}
