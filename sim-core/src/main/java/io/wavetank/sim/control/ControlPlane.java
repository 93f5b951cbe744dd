package io.wavetank.sim.control;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Durable;
import io.wavetank.policy.Metered;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.record.DecisionWork;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one {@link Scheduler} in simulated time: gives it passes when its {@link Trigger} says so, lets its {@link DecisionTime} go by before
 * an answer takes effect, holds the answer against the truth of that moment, and tells the scheduler what came of it.
 *
 * <p>A scheduler is serial: while it thinks it gets no pass. It is told of events as they happen. What it answers to anything but a pass
 * takes effect at once.
 *
 * <p>When the leader is lost nothing is decided until there is another. What was on its way is lost with it: an answer that has not taken
 * effect, and every timer.
 */
public final class ControlPlane implements Decisions {
    private static final SchedulerEvent PASS = new SchedulerEvent.Pass();

    private Scheduler scheduler;
    private final @Nullable Meter meter;
    private final @Nullable Timers timers;
    private final DecisionTime decisionTime;
    private final Trigger trigger;
    private final Actions actions;

    private final List<Decision> passAnswer = new ArrayList<>();
    private @Nullable List<Decision> open;
    private long nowNanos;
    private long consideredTasks;
    private long scoredNodes;
    private boolean again;
    private boolean thinking;
    private boolean passWanted;
    private boolean passArranged;
    private long passNanos;
    private long lastPassNanos = -1;
    private int arrivedSincePass;
    private long decisions;
    private long refusals;
    private long tries;
    private long nodesLookedAt;
    private boolean leaderless;
    private long behindNanos;
    private @Nullable Gate gate;
    /** The number of the leader, from 0. */
    private int leader;

    /**
     * Sets up the control plane of one run.
     *
     * @param leadersChange whether a leader may be lost
     */
    public ControlPlane(
            Scheduler scheduler, DecisionTime decisionTime, Trigger trigger, boolean leadersChange, Actions actions) {
        this.scheduler = scheduler;
        this.meter = scheduler instanceof Metered metered ? new Meter(metered) : null;
        this.timers = leadersChange ? new Timers() : null;
        this.decisionTime = decisionTime;
        this.trigger = trigger;
        this.actions = actions;
    }

    /** How many decisions the scheduler has taken. */
    public long decisions() {
        return decisions;
    }

    /** How many of them could not be carried out. */
    public long refusals() {
        return refusals;
    }

    /** What the scheduler went through to decide. */
    public DecisionWork work() {
        return new DecisionWork(tries, nodesLookedAt);
    }

    /** What the scheduler counts of its own, all leaders together; null if it does not. */
    public @Nullable Metered metered() {
        return meter;
    }

    /** The scheduler that decides, or decided last. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** The leader is lost, and with it what was on its way. */
    public void leaderLost() {
        leaderless = true;
        leader++;
        thinking = false;
        passWanted = false;
        passAnswer.clear();
        again = false;
    }

    /** Another leads from now on, who is then told what there is. */
    public void leaderElected(Scheduler next) {
        leaderless = false;
        arrivedSincePass = 0;
        if (meter != null && next instanceof Metered metered) {
            meter.replace(metered);
        }
        if (scheduler instanceof Durable before && next instanceof Durable after) {
            after.takeOver(before.kept());
        }
        scheduler = next;
    }

    /** Tells a scheduler that lives on that its leader is lost, or that there is another. */
    public void leaderChanged(long now, SchedulerEvent event) throws IOException {
        tell(now, event);
        if (actions.anyWaiting()) {
            requestPass(now);
        }
    }

    /**
     * What the scheduler sees is behind the truth by a time from now on. That its answer to what was then comes to be held against what is now is the same as that its
     * answer to what is now takes so much longer to take effect.
     */
    public void behind(long nanos) {
        behindNanos = nanos;
    }

    /** A node is known to be down. */
    public void nodeLost(long now, int node) throws IOException {
        tell(now, new SchedulerEvent.NodeLost(node));
    }

    /** A node that was lost is up again, or one that was cordoned takes tasks again. */
    public void nodeBack(long now, int node) throws IOException {
        tell(now, new SchedulerEvent.NodeBack(node));
        if (actions.anyWaiting()) {
            requestPass(now);
        }
    }

    /** Says which tasks nobody is to be told of yet. */
    public interface Gate {
        /** Whether a task that came, or lost its place, is not to be told of: it is {@link #released} later. */
        boolean holdsBack(long nowNanos, TaskView task);

        /** Whether a task is one that nobody was told of. */
        boolean unknown(TaskView task);
    }

    /** Asks somebody before it tells that tasks wait. */
    public void gate(Gate whom) {
        gate = whom;
    }

    /** A task entered the queue. */
    public void taskSubmitted(long now, TaskView task) throws IOException {
        if (gate == null || !gate.holdsBack(now, task)) {
            released(now, task);
        }
    }

    /** A task that was held back is told of. */
    public void released(long now, TaskView task) throws IOException {
        arrivedSincePass++;
        tell(now, new SchedulerEvent.TaskSubmitted(task));
        requestPass(now);
    }

    /** A task came that is on its node already. */
    public void taskFound(long now, TaskView task, int node) throws IOException {
        tell(now, new SchedulerEvent.TaskFound(task, node));
        if (actions.anyWaiting()) {
            requestPass(now);
        }
    }

    /** A task ended. */
    public void taskEnded(long now, TaskView task, int node) throws IOException {
        tell(now, new SchedulerEvent.TaskEnded(task, node));
        if (actions.anyWaiting()) {
            requestPass(now);
        }
    }

    /** A task that waited is gone: what was decided about it and is on its way comes to nothing. */
    public void taskWithdrawn(long now, TaskView task) throws IOException {
        if (gate != null && gate.unknown(task)) {
            return;
        }
        passAnswer.removeIf(decision -> decision.concerns(task.index()));
        tell(now, new SchedulerEvent.TaskWithdrawn(task));
    }

    /** A task on a node asks for something else. */
    public void taskResized(long now, TaskView task, int node) throws IOException {
        tell(now, new SchedulerEvent.TaskResized(task, node));
        if (actions.anyWaiting()) {
            requestPass(now);
        }
    }

    /** A node came, or one that takes nothing new takes something again. */
    public void nodesChanged(long now) throws IOException {
        if (actions.anyWaiting()) {
            requestPass(now);
        }
    }

    /** A task lost its place, and will wait again after a while. */
    public void placeGone(long now, TaskView task, int node) throws IOException {
        tell(now, new SchedulerEvent.PlaceLost(task, node));
        requestPass(now);
    }

    /** A task lost its place, and waits again. */
    public void placeLost(long now, TaskView task, int node) throws IOException {
        tell(now, new SchedulerEvent.PlaceLost(task, node));
        if (gate != null && gate.holdsBack(now, task)) {
            requestPass(now);
        } else {
            released(now, task);
        }
    }

    /** A timer that a scheduler asked for fired: its number, or its token where leaders do not change. */
    public void timerFired(long now, int timer) throws IOException {
        int token = timer;
        if (timers != null) {
            boolean lost = timers.leader(timer) != leader;
            token = timers.take(timer);
            if (lost) {
                return;
            }
        }
        tell(now, new SchedulerEvent.TimerFired(token));
        requestPass(now);
    }

    /** Tells the scheduler of an event; its answer takes effect at once. */
    private void tell(long now, SchedulerEvent event) throws IOException {
        if (leaderless) {
            return;
        }
        nowNanos = now;
        List<Decision> outer = open;
        open = null;
        scheduler.on(event, this);
        List<Decision> answer = open;
        open = outer;
        if (answer != null) {
            carryOut(now, answer);
        }
    }

    /** Something changed: the scheduler gets a pass, as soon as its trigger allows. */
    public void requestPass(long now) {
        if (leaderless) {
            return;
        }
        if (thinking) {
            passWanted = true;
            return;
        }
        long at = trigger.batched() ? batchTime(now) : now;
        if (!passArranged) {
            passNanos = at;
            passArranged = true;
            actions.passAt(at);
        } else if (at < passNanos) {
            passNanos = at;
            actions.passEarlier(at);
        }
    }

    private long batchTime(long now) {
        if (trigger.size() > 0 && arrivedSincePass >= trigger.size()) {
            return now;
        }
        long interval = trigger.intervalNanos();
        long previous = now - now % interval;
        return previous == now && lastPassNanos < now ? now : Math.addExact(previous, interval);
    }

    /** The time for a pass has come. */
    public void pass(long now) throws IOException {
        passArranged = false;
        if (leaderless) {
            return;
        }
        if (thinking) {
            // it was arranged by what an answer brought about, and then the scheduler went on thinking at once
            passWanted = true;
            return;
        }
        lastPassNanos = now;
        arrivedSincePass = 0;
        think(now);
    }

    private void think(long now) throws IOException {
        do {
            nowNanos = now;
            again = false;
            consideredTasks = 0;
            scoredNodes = 0;
            passAnswer.clear();
            open = passAnswer;
            scheduler.on(PASS, this);
            open = null;
            if (passAnswer.isEmpty() && consideredTasks == 0) {
                return;
            }
            long cost = decisionTime.of(consideredTasks, scoredNodes) + behindNanos;
            if (cost > 0) {
                thinking = true;
                actions.takeEffectAt(Math.addExact(now, cost), leader);
                return;
            }
            carryOut(now, passAnswer);
        } while (again);
    }

    /** The time at which the latest answer of a leader takes effect has come. */
    public void takeEffect(long now, int ofLeader) throws IOException {
        if (ofLeader != leader) {
            return;
        }
        thinking = false;
        carryOut(now, passAnswer);
        if (again) {
            think(now);
        } else if (passWanted) {
            passWanted = false;
            requestPass(now);
        }
    }

    private void carryOut(long now, List<Decision> answer) throws IOException {
        for (int i = 0; i < answer.size(); i++) {
            Decision decision = answer.get(i);
            decisions++;
            Refusal refusal = carryOut(decision);
            if (refusal == null) {
                tell(now, new SchedulerEvent.Applied(decision));
            } else {
                refusals++;
                tell(now, new SchedulerEvent.Refused(decision, refusal));
                requestPass(now);
            }
        }
    }

    private @Nullable Refusal carryOut(Decision decision) throws IOException {
        if (decision instanceof Decision.WakeAt wake) {
            actions.wakeAt(wake.timeNanos(), timers == null ? wake.token() : timers.add(wake.token(), leader));
            return null;
        }
        return Dispatch.carryOut(decision, actions);
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void add(Decision decision) {
        List<Decision> answer = open;
        if (answer == null) {
            answer = new ArrayList<>(1);
            open = answer;
        }
        answer.add(decision);
    }

    @Override
    public void considered(int tasks, int nodes) {
        consideredTasks += tasks;
        scoredNodes += nodes;
        this.tries += tasks;
        nodesLookedAt += nodes;
    }

    @Override
    public void passAgain() {
        again = true;
    }
}
