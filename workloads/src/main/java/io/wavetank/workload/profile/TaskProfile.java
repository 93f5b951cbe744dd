package io.wavetank.workload.profile;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.trace.LongCounter;
import io.wavetank.workload.trace.TraceObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the tasks of a trace look like, gathered one by one: how long they run, what they ask for, how they arrive.
 *
 * <p>Memory: a megabyte a distribution, 8 bytes an hour, 8 to 13 bytes a job of several tasks, and the classes of tasks. Amounts are those of all members
 * together.
 */
public final class TaskProfile implements TraceObserver {
    private final Distribution runTimes = new Distribution("run time", Measure.SECONDS);
    private final Distribution estimates = new Distribution("estimate", Measure.SECONDS);
    private final Distribution taskGaps = new Distribution("gap between tasks", Measure.SECONDS);
    private final Distribution jobGaps = new Distribution("gap between jobs", Measure.SECONDS);
    private final Distribution cores = new Distribution("cores", Measure.DEVICES);
    private final Distribution memory = new Distribution("memory", Measure.BYTES);
    private final Distribution gpus = new Distribution("GPUs (if any)", Measure.DEVICES);
    private final Distribution members = new Distribution("members", Measure.COUNT);
    private final Distribution tasksPerJob = new Distribution("tasks per job", Measure.COUNT);
    private final HourlyCounts arrivals = new HourlyCounts();
    private final LongCounter jobs = new LongCounter();
    private final Set<TaskClass> classes = new HashSet<>();
    private final Set<String> tenants = new HashSet<>();
    private long singles;
    private long lastTaskNanos = -1;
    private long lastJobNanos = -1;

    /** Begins with nothing seen. */
    public TaskProfile() {}

    @Override
    public void task(Submission task) {
        TaskClass asked = task.taskClass();
        if (task.workNanos() == Submission.FOREVER) {
            runTimes.addEndless();
        } else {
            runTimes.add(task.workNanos());
        }
        if (task.estimateNanos() >= 0) {
            estimates.add(task.estimateNanos());
        }
        cores.add(asked.totalRequest(Resources.CPU));
        memory.add(asked.totalRequest(Resources.MEMORY));
        if (asked.gpuCount() > 0) {
            gpus.add(asked.totalRequest(Resources.GPU));
        }
        members.add((long) asked.members());
        if (classes.add(asked)) {
            tenants.add(asked.tenant());
        }
        arrivals.add(task.submitNanos(), 1);
        boolean newJob = isNewJob(task);
        gap(task, newJob);
    }

    private boolean isNewJob(Submission task) {
        String job = task.job();
        if (job.isEmpty() || job.equals(task.id())) {
            singles++;
            return true;
        }
        return jobs.increment(LongCounter.key(job)) == 1;
    }

    private void gap(Submission task, boolean newJob) {
        long nanos = task.submitNanos();
        if (lastTaskNanos >= 0) {
            taskGaps.add(nanos - lastTaskNanos);
        }
        lastTaskNanos = nanos;
        if (newJob) {
            if (lastJobNanos >= 0) {
                jobGaps.add(nanos - lastJobNanos);
            }
            lastJobNanos = nanos;
        }
    }

    /** What takes the tasks in order of submission once more, for their gaps, where the files are not in that order. */
    TraceObserver gapsAnew() {
        taskGaps.clear();
        jobGaps.clear();
        lastTaskNanos = -1;
        lastJobNanos = -1;
        var seen = new LongCounter();
        return new TraceObserver() {
            @Override
            public void task(Submission task) {
                String job = task.job();
                gap(task, job.isEmpty() || job.equals(task.id()) || seen.increment(LongCounter.key(job)) == 1);
            }
        };
    }

    /** What is known when all tasks have been seen; a reader puts run times for estimates that the trace does not carry. */
    void finish(boolean estimatesGiven) {
        if (!estimatesGiven) {
            estimates.clear();
        }
        tasksPerJob.clear();
        jobs.forEachCount(count -> tasksPerJob.add((long) count));
        for (long single = 0; single < singles; single++) {
            tasksPerJob.add(1L);
        }
    }

    /** How many jobs there are; a task of which none is known is one of its own. */
    public long jobs() {
        return singles + jobs.size();
    }

    /** How many tenants there are. */
    public int tenants() {
        return tenants.size();
    }

    /** How many classes of tasks that ask for the same there are. */
    public int classes() {
        return classes.size();
    }

    /** How many were submitted in each hour. */
    public HourlyCounts arrivals() {
        return arrivals;
    }

    /** How long tasks run. */
    public Distribution runTimes() {
        return runTimes;
    }

    /** How long their owners say they run. */
    public Distribution estimates() {
        return estimates;
    }

    /** How long it is from one submission to the next. */
    public Distribution taskGaps() {
        return taskGaps;
    }

    /** How long it is from the first submission of a job to that of the next. */
    public Distribution jobGaps() {
        return jobGaps;
    }

    /** How many cores tasks ask for. */
    public Distribution cores() {
        return cores;
    }

    /** How much memory tasks ask for. */
    public Distribution memory() {
        return memory;
    }

    /** How many GPUs tasks ask for that ask for any. */
    public Distribution gpus() {
        return gpus;
    }

    /** All that tell something: not those of which nothing is known, or that are 0 or 1 throughout. */
    public List<Distribution> distributions() {
        boolean jobsDiffer = tasksPerJob.max() > 1;
        return Stream.of(
                        runTimes,
                        estimates,
                        taskGaps,
                        jobsDiffer ? jobGaps : null,
                        cores.max() > 0 ? cores : null,
                        memory.max() > 0 ? memory : null,
                        gpus,
                        members.max() > 1 ? members : null,
                        jobsDiffer ? tasksPerJob : null,
                        arrivals.spread("tasks per hour"))
                .filter(each -> each != null && each.count() > 0)
                .toList();
    }
}
