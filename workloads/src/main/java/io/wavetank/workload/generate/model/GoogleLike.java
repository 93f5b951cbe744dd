package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.JobShape;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.OfferedLoad;
import io.wavetank.workload.generate.Placement;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.arrival.AtStart;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Pareto;
import io.wavetank.workload.generate.model.MachineMix.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell in the manner of Google's trace of May 2011.
 *
 * <p>Published: the ten types of machines and how many there are of each (12,583 in all), 672,004 jobs and 25,424,731 tasks in 29 days, that is
 * 965 jobs an hour with 37.83 tasks in the mean; the start on a Sunday at 19:00; the bands of priorities (0 and 1 free, 9 to 11 production).
 *
 * <p>Chosen by us: that machine type 1.00 has 32 cores and 128 GiB (the trace is normalised); that three of four jobs have one task and the others
 * follow a power law whose exponent gives the published mean; shares of the bands, sizes, run times (log-normal, days at the far end), the rhythm
 * of day and week; services that hold two fifths of the cores from the start.
 */
final class GoogleLike {
    private static final long GIB = 1L << 30;
    private static final int CELL_NODES = 12_583;
    private static final double JOBS_PER_SECOND = 672_004 / (29 * 86_400.0);
    private static final double SUNDAY_EVENING = 6 * 24 + 19;

    /** Gives 148.34 tasks in the mean of the jobs of many tasks, with the single ones 37.83 in all. */
    private static final double TASKS_EXPONENT = 0.3433420420527638;

    private static final Amount CPU = Amount.of(
            new Empirical(List.of(200.0, 400.0, 800.0, 2000.0, 4000.0), List.of(25.0, 30.0, 25.0, 15.0, 5.0)));
    private static final double CPU_MEAN = CPU.mean();
    private static final Amount MEMORY = Amount.of(new Empirical(
            List.of(0.5 * GIB, 1.0 * GIB, 2.0 * GIB, 4.0 * GIB, 8.0 * GIB), List.of(25.0, 30.0, 25.0, 15.0, 5.0)));

    private static final List<Machine> MACHINES = List.of(
            machine(6732, 0.50, 0.50),
            machine(3863, 0.50, 0.25),
            machine(1001, 0.50, 0.75),
            machine(795, 1.00, 1.00),
            machine(126, 0.25, 0.25),
            machine(52, 0.50, 0.12),
            machine(5, 0.50, 0.03),
            machine(5, 0.50, 0.97),
            machine(3, 1.00, 0.50),
            machine(1, 0.50, 0.06));

    static final Model MODEL = new Model(
            "google-2011-like",
            "a cell of mixed machines, services that stay, and jobs from one to thousands of tasks in three bands of priority",
            "machine mix: C. Reiss et al., Heterogeneity and dynamicity of clouds at scale, SoCC 2012, table of configurations; start and"
                    + " priorities: ClusterData2011_2.md of github.com/google/cluster-data; counts of jobs and tasks: those of the trace"
                    + " clusterdata-2011-2; all else chosen",
            List.of(
                    Parameter.nodes(CELL_NODES, "the cell's size; rates shrink with it, jobs do not"),
                    Parameter.load(
                            0,
                            0,
                            "the share of the cores asked for, services included; 0 for the published rate of jobs"),
                    new Parameter("services", "of the cores", 0, 0.9, 0.4, "what services hold from the start"),
                    Parameter.hours(48),
                    Parameter.tasks()),
            GoogleLike::make);

    private GoogleLike() {}

    private static Machine machine(int count, double cpu, double memory) {
        return new Machine(count, cpu + "/" + memory, (long) (32_000 * cpu), (long) (128 * GIB * memory), 0, "");
    }

    private static Built make(Model.Settings settings) {
        ClusterSpec given = settings.cluster();
        ClusterSpec cluster = given == null ? MachineMix.cluster(MACHINES, settings.count("nodes"), "m-") : given;
        double capacity = OfferedLoad.capacity(cluster, Resources.CPU);
        double cellCapacity = MACHINES.stream()
                .mapToDouble(each -> each.count() * each.cpuMillis())
                .sum();
        var week = new Cyclic(
                JOBS_PER_SECOND * capacity / cellCapacity,
                new DayShape.Sinusoid(0.25, 14),
                List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.85, 0.85),
                SUNDAY_EVENING);
        List<Inflow> inflows = new ArrayList<>();
        Kind service = service();
        long services = Math.round(
                settings.number("services") * capacity / (service.job().tasks().mean() * CPU_MEAN));
        if (services > 0) {
            inflows.add(Inflow.of(new AtStart(services), service));
        }
        inflows.add(new Inflow("jobs", week, jobs()));
        var workload = new GeneratedWorkload("google-2011-like", inflows, settings.until());
        double load = settings.number("load");
        return new Built(load == 0 ? workload : workload.withLoad(load, Resources.CPU, cluster), cluster);
    }

    private static Kind service() {
        return Kind.of("service", Sizes.of(CPU, MEMORY), Life.stays())
                .with(JobShape.tasks(Amount.of(new Exponential(20))))
                .with(Placement.priority(9));
    }

    private static List<Kind> jobs() {
        Amount many = Amount.of(new Pareto(TASKS_EXPONENT, 1, 5000));
        Distribution shortRuns = new LogNormal(180, 1.5).truncated(1, 29 * 86_400);
        Distribution longRuns = new LogNormal(900, 2.25).truncated(5, 29 * 86_400);
        Amount one = Amount.of(1);
        return List.of(
                job("free", 0.30, 0, one, shortRuns),
                job("middle", 0.38, 4, one, shortRuns),
                job("production", 0.07, 9, one, shortRuns),
                job("free-many", 0.15, 0, many, longRuns),
                job("middle-many", 0.08, 4, many, longRuns),
                job("production-many", 0.02, 9, many, longRuns));
    }

    private static Kind job(String name, double share, int priority, Amount tasks, Distribution seconds) {
        return Kind.of(name, Sizes.of(CPU, MEMORY), Life.runs(seconds))
                .withShare(share)
                .with(JobShape.tasks(tasks))
                .with(Placement.priority(priority));
    }
}
