package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.JobShape;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Placement;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.arrival.AtStart;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.HyperExponential;
import io.wavetank.workload.generate.distribution.Quantiles;
import java.util.List;

/**
 * Services and batch jobs on the same machines, in the manner of Alibaba's cluster of 2018.
 *
 * <p>Published: about 4,000 machines, 71,000 online services and 4 million batch jobs in 8 days.
 *
 * <p>Fitted by us to the batch tasks of Alibaba's trace of 2017 as CloudSimPy keeps them (5,216 jobs, 2,551,075 instances; {@code wavetank trace
 * fit}): instances a job (quantiles), run times of instances (hyper-exponential of three parts, KS distance 0.048), cores (0.4 to 2, mostly a half).
 * The trace of 2018 itself was not at hand.
 *
 * <p>Chosen: machines of 96 cores and 512 GiB, sizes of services, memory with each core, the swing of the day, and a load that is not 0: at the
 * published rate with the instances of 2017 a job, the cluster would be far too small.
 */
final class AlibabaLike {
    private static final long GIB = 1L << 30;
    private static final int MACHINES = 4000;
    private static final int SERVICES = 71_000;
    private static final double JOBS_PER_SECOND = 4e6 / (8 * 86_400.0);

    private static final Amount INSTANCES = Amount.of(new Quantiles(
            List.of(0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.999, 1.0),
            List.of(1.0, 1.0, 4.0, 7.0, 40.0, 186.0, 523.0, 808.0, 1209.0, 1881.0, 5022.0, 29_146.0, 38_798.0),
            true));
    private static final Amount CPU = Amount.of(new Empirical(
            List.of(400.0, 500.0, 550.0, 600.0, 650.0, 700.0, 750.0, 1000.0, 2000.0),
            List.of(94.0, 3831.0, 11.0, 8.0, 10.0, 20.0, 60.0, 1180.0, 2.0)));
    private static final HyperExponential SECONDS = new HyperExponential(
            List.of(0.104203885311, 0.666787254838, 0.229008859851),
            List.of(2.46984092211, 53.3101008733, 165.778348133));

    static final Model MODEL = new Model(
            "alibaba-2018-like",
            "long-running services and batch jobs of many instances on the same machines",
            "counts: github.com/alibaba/clusterdata, cluster-trace-v2018; batch jobs: fitted to the batch tasks of 2017 (CloudSimPy's"
                    + " jobs.csv); all else chosen",
            List.of(
                    Parameter.nodes(400, "machines of 96 cores; services and rates shrink with them from 4000"),
                    Parameter.load(
                            0, 0.6, "the share of the cores asked for, services included; 0 for the published rate"),
                    new Parameter("swing", "of the mean", 0, 1, 0.3, "how far batch jobs rise and fall over the day"),
                    Parameter.hours(24),
                    Parameter.tasks()),
            AlibabaLike::make);

    private AlibabaLike() {}

    private static Built make(Model.Settings settings) {
        ClusterSpec given = settings.cluster();
        ClusterSpec cluster = given == null
                ? MachineMix.cluster(
                        List.of(new MachineMix.Machine(1, "96x512", 96_000, 512 * GIB, 0, "")),
                        settings.count("nodes"),
                        "m-")
                : given;
        double part = (double) cluster.nodes().size() / MACHINES;
        Kind service = Kind.of("service", Sizes.perCore(services(), 2 * GIB), Life.stays())
                .with(Placement.priority(10));
        Kind batch = Kind.of("batch", Sizes.perCore(CPU, 2 * GIB), Life.runs(SECONDS))
                .with(JobShape.tasks(INSTANCES));
        var day = new Cyclic(JOBS_PER_SECOND * part, new DayShape.Sinusoid(settings.number("swing"), 4));
        List<Inflow> inflows = List.of(
                Inflow.of(new AtStart(Math.max(1, Math.round(SERVICES * part))), service), Inflow.of(day, batch));
        var workload = new GeneratedWorkload("alibaba-2018-like", inflows, settings.until());
        double load = settings.number("load");
        return new Built(load == 0 ? workload : workload.withLoad(load, Resources.CPU, cluster), cluster);
    }

    private static Amount services() {
        return Amount.of(new Empirical(List.of(1000.0, 2000.0, 4000.0), List.of(0.6, 0.3, 0.1)));
    }
}
