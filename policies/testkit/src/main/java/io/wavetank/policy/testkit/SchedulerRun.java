package io.wavetank.policy.testkit;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link Scheduler} through a {@link Workload} without thinking time and writes down what it decides.
 *
 * <p>At one instant: completions, arrivals, cordons, timers; then passes until the scheduler asks for no more. A decision that cannot be
 * carried out is an {@link AssertionError}: without thinking time a scheduler sees the truth, so there is no excuse. The numbers of tasks
 * are reused as soon as the contract allows.
 */
public final class SchedulerRun implements Decisions {
    private static final SchedulerEvent PASS = new SchedulerEvent.Pass();

    private final Scheduler scheduler;
    private final TestCluster cluster;
    private final Auditor auditor;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::timeNanos)
            .thenComparing(Event::kind)
            .thenComparingLong(Event::order));
    private final TreeMap<Long, TestTask> inSystem = new TreeMap<>();
    private final BitSet numbers = new BitSet();
    private final List<TaskClass> classes = new ArrayList<>();
    private final List<Entry> log = new ArrayList<>();
    private final AtRest atRest;
    private final int passesAtMost;
    private @Nullable List<Decision> open;
    private long nowNanos;
    private long submitted;
    private long order;
    private int considered;
    private boolean again;
    private long untilNanos = Long.MAX_VALUE;

    /**
     * A line of the log.
     *
     * @param timeNanos when
     * @param what what was decided or ended
     */
    public record Entry(long timeNanos, String what) {}

    /** Looks on whenever the scheduler has come to rest at the end of an instant. */
    @FunctionalInterface
    interface AtRest {
        void look(List<TaskView> waiting, Auditor auditor);
    }

    private enum Kind {
        END,
        PLACE_LOST,
        ARRIVAL,
        CORDON,
        TIMER
    }

    private record Event(long timeNanos, Kind kind, long order, Object subject) {}

    private record Timer(int token) {}

    private SchedulerRun(TestCluster cluster, Workload workload, Scheduler.Factory factory, long seed, AtRest atRest) {
        this.cluster = cluster;
        this.auditor = new Auditor(workload.nodes());
        this.atRest = atRest;
        this.passesAtMost = 100 + 10 * workload.tasks().size();
        this.scheduler = factory.create(cluster, new Draws(seed, 0).stream("scheduler"));
        for (TaskSpec task : workload.tasks()) {
            at(task.submitNanos(), Kind.ARRIVAL, task);
        }
        for (Workload.Cordon cordon : workload.cordons()) {
            at(cordon.timeNanos(), Kind.CORDON, cordon);
        }
    }

    /** Runs a workload to its end, the draws being those of a seed. */
    public static SchedulerRun of(Workload workload, Scheduler.Factory factory, long seed) {
        return of(workload, factory, seed, (waiting, auditor) -> {});
    }

    /** Likewise, where it is known what tasks use, until a time after which no timer fires any more. */
    public static SchedulerRun of(
            Workload workload, Scheduler.Factory factory, long seed, TaskUsage usage, long untilNanos) {
        var cluster = new TestCluster(workload.nodes(), workload.feedLength());
        cluster.measured(usage);
        var run = new SchedulerRun(cluster, workload, factory, seed, (waiting, auditor) -> {});
        run.untilNanos = untilNanos;
        run.toTheEnd();
        return run;
    }

    static SchedulerRun of(Workload workload, Scheduler.Factory factory, long seed, AtRest atRest) {
        var cluster = new TestCluster(workload.nodes(), workload.feedLength());
        var run = new SchedulerRun(cluster, workload, factory, seed, atRest);
        run.toTheEnd();
        return run;
    }

    /** What was decided and what ended, in order. */
    public List<Entry> log() {
        return List.copyOf(log);
    }

    /** The log as text, an entry a line: {@code 17 bind t3 node 2 devices 0}. */
    public String text() {
        return text(1, "");
    }

    /** The starts alone, as text. */
    public String starts() {
        return text(1, "bind");
    }

    String text(long timesDividedBy, String beginning) {
        var text = new StringBuilder();
        for (Entry entry : log) {
            if (entry.what().startsWith(beginning)) {
                text.append(entry.timeNanos() / timesDividedBy)
                        .append(' ')
                        .append(entry.what())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** The tasks that were left when nothing could happen any more, in the order of submission. */
    public List<TaskView> left() {
        return List.copyOf(inSystem.values());
    }

    private void at(long timeNanos, Kind kind, Object subject) {
        events.add(new Event(timeNanos, kind, order++, subject));
    }

    private void toTheEnd() {
        for (Event event = events.poll(); event != null && event.timeNanos() <= untilNanos; event = events.poll()) {
            nowNanos = event.timeNanos();
            handle(event);
            Event next = events.peek();
            if (next == null || next.timeNanos() > nowNanos) {
                passes();
            }
        }
        if (untilNanos == Long.MAX_VALUE && inSystem.values().stream().allMatch(TestTask::waiting) && !auditor.idle()) {
            throw new AssertionError("Nothing runs, yet something is held\n" + text());
        }
    }

    private void handle(Event event) {
        switch (event.kind()) {
            case END -> end((TestTask) event.subject());
            case PLACE_LOST -> {
                TestTask task = (TestTask) event.subject();
                if (task.losesPlaceNanos() == nowNanos) {
                    losePlace(task);
                }
            }
            case ARRIVAL -> arrive((TaskSpec) event.subject());
            case CORDON -> {
                Workload.Cordon cordon = (Workload.Cordon) event.subject();
                cluster.cordon(cordon.node(), cordon.cordoned());
                auditor.cordon(cordon.node(), cordon.cordoned());
            }
            case TIMER -> tell(new SchedulerEvent.TimerFired(((Timer) event.subject()).token()));
        }
    }

    private void arrive(TaskSpec spec) {
        int classIndex = classes.indexOf(spec.taskClass());
        if (classIndex < 0) {
            classIndex = classes.size();
            classes.add(spec.taskClass());
        }
        int number = numbers.nextClearBit(0);
        numbers.set(number);
        var task = new TestTask(spec, number, submitted++, classIndex);
        inSystem.put(task.sequence(), task);
        cluster.enter(task);
        tell(new SchedulerEvent.TaskSubmitted(task));
    }

    private void end(TestTask task) {
        if (!task.running() || task.startNanos() + task.spec().runNanos() != nowNanos) {
            return; // it was evicted since
        }
        int node = stop(task);
        note("end " + task.id());
        tell(new SchedulerEvent.TaskEnded(task, node));
        inSystem.remove(task.sequence());
        cluster.leave(task.index());
        numbers.clear(task.index());
    }

    private void losePlace(TestTask task) {
        note("off " + task.id());
        int node = stop(task);
        tell(new SchedulerEvent.PlaceLost(task, node));
        tell(new SchedulerEvent.TaskSubmitted(task));
    }

    private int stop(TestTask task) {
        int node = task.node();
        cluster.giveBack(task.taskClass(), node, auditor.stop(task.index(), node));
        task.stop();
        return node;
    }

    private void passes() {
        int passes = 0;
        do {
            if (passes++ > passesAtMost) {
                throw new AssertionError("The scheduler does not come to rest at " + nowNanos + "\n" + text());
            }
            again = false;
            considered = 0;
            List<Decision> answer = new ArrayList<>();
            open = answer;
            scheduler.on(PASS, this);
            open = null;
            if (answer.isEmpty() && considered == 0) {
                break;
            }
            carryOut(answer);
        } while (again);
        List<TaskView> waiting = new ArrayList<>();
        for (TestTask task : inSystem.values()) {
            if (task.waiting()) {
                waiting.add(task);
            }
        }
        atRest.look(waiting, auditor);
    }

    private void tell(SchedulerEvent event) {
        List<Decision> outer = open;
        List<Decision> answer = new ArrayList<>();
        open = answer;
        scheduler.on(event, this);
        open = outer;
        carryOut(answer);
    }

    private void carryOut(List<Decision> answer) {
        for (Decision decision : answer) {
            if (decision instanceof Decision.Bind bind) {
                bind(bind);
            } else if (decision instanceof Decision.Reject reject) {
                note("reject " + task(reject.task(), TestTask::waiting).id() + ": " + reject.reasons());
            } else if (decision instanceof Decision.Evict evict) {
                evict(evict);
            } else if (decision instanceof Decision.Nominate nominate) {
                note("nominate " + task(nominate.task(), TestTask::waiting).id() + " node " + nominate.node());
            } else if (decision instanceof Decision.Hold hold) {
                hold(hold);
            } else if (decision instanceof Decision.Release release) {
                losePlace(task(release.task(), TestTask::held));
            } else if (decision instanceof Decision.WakeAt wake) {
                if (wake.timeNanos() < nowNanos) {
                    throw new AssertionError("A timer in the past: " + wake + " at " + nowNanos);
                }
                at(wake.timeNanos(), Kind.TIMER, new Timer(wake.token()));
            } else if (decision instanceof Decision.Reclaim reclaim) {
                reclaim(reclaim);
            } else if (decision instanceof Decision.Throttle throttle) {
                note("throttle " + task(throttle.task(), TestTask::running).id() + " to " + throttle.millionths());
            }
            tell(new SchedulerEvent.Applied(decision));
        }
    }

    private void evict(Decision.Evict evict) {
        TestTask task = task(evict.task(), TestTask::running);
        note("evict " + task.id() + ": " + evict.cause().word());
        if (evict.graceNanos() == 0) {
            losePlace(task);
        } else {
            task.stopAt(Math.addExact(nowNanos, evict.graceNanos()));
            at(task.losesPlaceNanos(), Kind.PLACE_LOST, task);
        }
    }

    private void reclaim(Decision.Reclaim reclaim) {
        String objection = auditor.reclaim(reclaim.node(), reclaim.cpuMillis(), reclaim.memoryBytes());
        if (objection != null) {
            throw new AssertionError("At " + nowNanos + ", " + reclaim + ": " + objection + "\n" + text());
        }
        cluster.reclaim(reclaim.node(), reclaim.cpuMillis(), reclaim.memoryBytes());
        note("reclaim node " + reclaim.node() + " cpu " + reclaim.cpuMillis() + " memory " + reclaim.memoryBytes());
    }

    private void hold(Decision.Hold hold) {
        TestTask task = task(hold.task(), TestTask::waiting);
        long devices = take(task, hold.node(), hold.devices(), hold);
        task.hold(hold.node(), hold.deadlineNanos());
        note("hold " + task.id() + " node " + hold.node() + " devices " + devices);
        at(hold.deadlineNanos(), Kind.PLACE_LOST, task);
    }

    private long take(TestTask task, int node, long decided, Decision decision) {
        String objection = auditor.objection(task.taskClass(), node, decided);
        if (objection != null) {
            throw new AssertionError("At " + nowNanos + ", " + decision + ": " + objection + "\n" + text());
        }
        long devices = cluster.take(task.taskClass(), node, decided);
        auditor.start(task.index(), task.taskClass(), node, devices);
        task.takes(devices);
        return devices;
    }

    private void bind(Decision.Bind bind) {
        TestTask task = task(bind.task(), each -> each.waiting() || (each.held() && each.node() == bind.node()));
        if (task.held()) {
            note("bind " + task.id() + " node " + bind.node() + " where it is held");
        } else {
            long devices = take(task, bind.node(), bind.devices(), bind);
            note("bind " + task.id() + " node " + bind.node() + " devices " + devices);
        }
        task.start(bind.node(), nowNanos);
        at(Math.addExact(nowNanos, task.spec().runNanos()), Kind.END, task);
    }

    /** Returns a task of the system that is in the state that a decision needs. */
    private TestTask task(int number, Predicate<TestTask> state) {
        for (TestTask task : inSystem.values()) {
            if (task.index() == number && state.test(task)) {
                return task;
            }
        }
        throw new AssertionError("At " + nowNanos + ", task " + number + ": " + Refusal.TASK_STATE + "\n" + text());
    }

    private void note(String what) {
        log.add(new Entry(nowNanos, what));
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void add(Decision decision) {
        List<Decision> answer = open;
        if (answer == null) {
            throw new AssertionError("A decision that answers nothing: " + decision);
        }
        answer.add(decision);
    }

    @Override
    public void considered(int tasks, int nodes) {
        if (tasks < 0 || nodes < 0) {
            throw new AssertionError("Negative work: " + tasks + " tasks, " + nodes + " nodes");
        }
        considered += tasks;
    }

    @Override
    public void passAgain() {
        again = true;
    }
}
