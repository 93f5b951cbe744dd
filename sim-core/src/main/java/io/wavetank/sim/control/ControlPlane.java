package io.wavetank.sim.control;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
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
 */
public final class ControlPlane implements Decisions {
    private static final SchedulerEvent PASS = new SchedulerEvent.Pass();

    private final Scheduler scheduler;
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

    /** Sets up the control plane of one run. */
    public ControlPlane(Scheduler scheduler, DecisionTime decisionTime, Trigger trigger, Actions actions) {
        this.scheduler = scheduler;
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

    /** A task entered the queue. */
    public void taskSubmitted(long now, TaskView task) throws IOException {
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

    /** A task lost its place, and waits again. */
    public void placeLost(long now, TaskView task, int node) throws IOException {
        tell(now, new SchedulerEvent.PlaceLost(task, node));
        taskSubmitted(now, task);
    }

    /** A timer that the scheduler asked for fired. */
    public void timerFired(long now, int token) throws IOException {
        tell(now, new SchedulerEvent.TimerFired(token));
        requestPass(now);
    }

    /** Tells the scheduler of an event; its answer takes effect at once. */
    private void tell(long now, SchedulerEvent event) throws IOException {
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
            long cost = decisionTime.of(consideredTasks, scoredNodes);
            if (cost > 0) {
                thinking = true;
                actions.takeEffectAt(Math.addExact(now, cost));
                return;
            }
            carryOut(now, passAnswer);
        } while (again);
    }

    /** The time at which the latest answer takes effect has come. */
    public void takeEffect(long now) throws IOException {
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
        if (decision instanceof Decision.Bind bind) {
            return actions.bind(bind.task(), bind.node(), bind.devices());
        } else if (decision instanceof Decision.Reject reject) {
            return actions.reject(reject.task(), reject.reasons());
        } else if (decision instanceof Decision.Evict evict) {
            return actions.evict(evict);
        } else if (decision instanceof Decision.WakeAt wake) {
            actions.wakeAt(wake.timeNanos(), wake.token());
            return null;
        } else if (decision instanceof Decision.Nominate nominate) {
            return actions.nominate(nominate.task(), nominate.node());
        } else if (decision instanceof Decision.Hold hold) {
            return actions.hold(hold);
        } else if (decision instanceof Decision.Release release) {
            return actions.release(release.task());
        }
        throw new IllegalStateException("Unknown decision: " + decision);
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
    }

    @Override
    public void passAgain() {
        again = true;
    }
}
