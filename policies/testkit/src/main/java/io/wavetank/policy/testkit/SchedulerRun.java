package io.wavetank.policy.testkit;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
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
        for (Event event = events.poll(); event != null; event = events.poll()) {
            nowNanos = event.timeNanos();
            handle(event);
            Event next = events.peek();
            if (next == null || next.timeNanos() > nowNanos) {
                passes();
            }
        }
        if (inSystem.values().stream().allMatch(TestTask::waiting) && !auditor.idle()) {
            throw new AssertionError("Nothing runs, yet something is held\n" + text());
        }
    }

    private void handle(Event event) {
        switch (event.kind()) {
            case END -> end((TestTask) event.subject());
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
        if (task.waiting() || task.startNanos() + task.spec().runNanos() != nowNanos) {
            return; // it was evicted since
        }
        int node = stop(task);
        note("end " + task.id());
        tell(new SchedulerEvent.TaskEnded(task, node));
        inSystem.remove(task.sequence());
        cluster.leave(task.index());
        numbers.clear(task.index());
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
                note("reject " + task(reject.task(), true).id() + ": " + reject.reasons());
            } else if (decision instanceof Decision.Evict evict) {
                TestTask task = task(evict.task(), false);
                note("evict " + task.id() + ": " + evict.reason());
                stop(task);
                tell(new SchedulerEvent.TaskSubmitted(task));
            } else if (decision instanceof Decision.WakeAt wake) {
                if (wake.timeNanos() < nowNanos) {
                    throw new AssertionError("A timer in the past: " + wake + " at " + nowNanos);
                }
                at(wake.timeNanos(), Kind.TIMER, new Timer(wake.token()));
            }
            tell(new SchedulerEvent.Applied(decision));
        }
    }

    private void bind(Decision.Bind bind) {
        TestTask task = task(bind.task(), true);
        String objection = auditor.objection(task.taskClass(), bind.node(), bind.devices());
        if (objection != null) {
            throw new AssertionError("At " + nowNanos + ", " + bind + ": " + objection + "\n" + text());
        }
        long devices = cluster.take(task.taskClass(), bind.node(), bind.devices());
        auditor.start(task.index(), task.taskClass(), bind.node(), devices);
        task.start(bind.node(), nowNanos);
        note("bind " + task.id() + " node " + bind.node() + " devices " + devices);
        at(Math.addExact(nowNanos, task.spec().runNanos()), Kind.END, task);
    }

    /** Returns a task of the system that waits, or that runs. */
    private TestTask task(int number, boolean waiting) {
        for (TestTask task : inSystem.values()) {
            if (task.index() == number && task.waiting() == waiting) {
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
