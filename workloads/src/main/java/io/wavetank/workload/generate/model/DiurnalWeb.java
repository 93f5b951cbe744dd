package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.LogNormal;
import java.util.List;

/**
 * Short tasks in the rhythm of a web site: hours, weekdays and the flutter of minutes of the WorldCup98 site.
 *
 * <p>Fitted by us to its 125,310 minutes with 1,352,804,107 requests ({@code wavetank trace fit}): the weights of hours and weekdays, by maximum
 * likelihood, and the quick one of two log-Gaussian levels (sigma 0.18, 156 s). The slow one (sigma 1.49 over 2.2 days) is the growth and the matches
 * of that summer, and left out.
 *
 * <p>Chosen: that a task stands for a stretch of work and no single request: sizes, run times, and the rate, by the load.
 */
final class DiurnalWeb {
    private static final long GIB = 1L << 30;

    private static final List<Double> HOURS = List.of(
            0.6758, 0.6315, 0.5863, 0.5746, 0.5179, 0.5105, 0.5671, 0.5992, 0.6151, 0.6070, 0.6175, 0.6865, 0.8574,
            1.0628, 1.5036, 1.9665, 2.0021, 1.6169, 1.2034, 1.6537, 2.0177, 1.4380, 0.8150, 0.6736);
    private static final List<Double> WEEKDAYS = List.of(1.2144, 1.3668, 1.2100, 1.0431, 1.1421, 0.5156, 0.5081);

    static final Model MODEL = new Model(
            "diurnal-web",
            "short tasks of a web site in the rhythm of day and week, with the flutter of minutes",
            "WorldCup98 (Internet Traffic Archive), fitted: hours, weekdays, flutter; all else chosen",
            List.of(
                    Parameter.nodes(50, "nodes of 32 cores and 128 GiB, if no cluster is given"),
                    Parameter.load(0.01, 0.4, "the share of the cores that is asked for in the mean of the week"),
                    Parameter.hours(168),
                    Parameter.tasks()),
            DiurnalWeb::make);

    private DiurnalWeb() {}

    private static Built make(Model.Settings settings) {
        ClusterSpec given = settings.cluster();
        ClusterSpec cluster = given == null
                ? MachineMix.cluster(
                        List.of(new MachineMix.Machine(1, "32x128", 32_000, 128 * GIB, 0, "")),
                        settings.count("nodes"),
                        "node-")
                : given;
        var cycle = new Cyclic(1, new DayShape.Hourly(HOURS), WEEKDAYS, 0);
        var arrivals = new Cox(cycle, List.of(new Modulation.LogGaussian(0.182, 156, 60)));
        Amount cpu = Amount.of(new Empirical(List.of(250.0, 500.0, 1000.0), List.of(0.5, 0.35, 0.15)));
        Kind web = Kind.of("web", Sizes.perCore(cpu, 2 * GIB), Life.runs(new LogNormal(45, 1).truncated(1, 3600)));
        var workload = new GeneratedWorkload("diurnal-web", List.of(Inflow.of(arrivals, web)), settings.until());
        return new Built(workload.withLoad(settings.number("load"), Resources.CPU, cluster), cluster);
    }
}
