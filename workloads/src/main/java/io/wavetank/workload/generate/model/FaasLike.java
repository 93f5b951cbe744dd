package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Placement;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.Tenant;
import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.arrival.Batches;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.arrival.Renewal;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.LogNormal;
import java.util.ArrayList;
import java.util.List;

/**
 * Invocations of functions, in the manner of Azure Functions in 2019.
 *
 * <p>Published (M. Shahrad et al., "Serverless in the wild: characterizing and optimizing the serverless workload at a large cloud provider", USENIX ATC
 * 2020): what share of all invocations each kind of trigger makes (HTTP 36 %, queue 34 %, event 25 %, timer 2 %, orchestration 2 %, others 1 %), and
 * the log-normal fit of execution times, whose logarithm has mean -0.38 and standard deviation 2.36.
 *
 * <p>Chosen: the bound of 10 minutes, sizes, how steeply the popularity of applications falls (one over the rank), the swing of the day, that queues
 * and events come in clumps and timers like a metronome in batches at the full minute.
 */
final class FaasLike {
    private static final long MIB = 1L << 20;
    private static final int APPLICATIONS = 100;

    private static final Amount CPU =
            Amount.of(new Empirical(List.of(100.0, 250.0, 500.0, 1000.0), List.of(0.4, 0.3, 0.2, 0.1)));
    private static final Amount MEMORY = Amount.of(new Empirical(
            List.of(64.0 * MIB, 128.0 * MIB, 192.0 * MIB, 256.0 * MIB, 512.0 * MIB),
            List.of(0.1, 0.35, 0.3, 0.15, 0.1)));
    private static final Distribution SECONDS = new LogNormal(StrictMath.exp(-0.38), 2.36).truncated(0.001, 600);

    static final Model MODEL = new Model(
            "faas",
            "short invocations of functions: HTTP in the rhythm of the day, queues and events in clumps, timers on the minute",
            "M. Shahrad et al., Serverless in the wild, USENIX ATC 2020: shares of triggers, execution times; all else chosen",
            List.of(
                    Parameter.nodes(20, "nodes of 32 cores and 128 GiB, if no cluster is given"),
                    new Parameter("rate", "invocations a second", 0.001, 1e6, 20, "in the mean of the day"),
                    Parameter.load(0, 0, "the share of the cores asked for; 0 for the rate"),
                    Parameter.hours(24),
                    Parameter.tasks()),
            FaasLike::make);

    private FaasLike() {}

    private static Built make(Model.Settings settings) {
        ClusterSpec given = settings.cluster();
        ClusterSpec cluster = given == null
                ? MachineMix.cluster(
                        List.of(new MachineMix.Machine(1, "32x128", 32_000, 128 * 1024 * MIB, 0, "")),
                        settings.count("nodes"),
                        "node-")
                : given;
        double rate = settings.number("rate");
        Cyclic day = new Cyclic(rate, new DayShape.Sinusoid(0.5, 15));
        List<Inflow> inflows = List.of(
                inflow("http", day.scaled(0.36)),
                inflow("queue", clumped(day.scaled(0.34), 1.2, 600)),
                inflow("event", clumped(day.scaled(0.25), 0.8, 120)),
                inflow("timer", timer(rate * 0.02)),
                inflow("orchestration", clumped(day.scaled(0.02), 1.2, 300)),
                inflow("other", day.scaled(0.01)));
        var workload = new GeneratedWorkload("faas", inflows, settings.until());
        double load = settings.number("load");
        return new Built(load == 0 ? workload : workload.withLoad(load, Resources.CPU, cluster), cluster);
    }

    private static Cox clumped(Cyclic day, double sigma, double correlationSeconds) {
        return new Cox(day, List.of(new Modulation.LogGaussian(sigma, correlationSeconds, 10)));
    }

    /** All of a minute at once, in so many full minutes as there have to be. */
    private static Arrivals timer(double rate) {
        double each = rate * 60;
        return each < 1
                ? new Renewal(new Constant(1 / rate))
                : new Batches(new Renewal(new Constant(Math.ceil(each) / rate)), new Constant(Math.ceil(each)));
    }

    private static Inflow inflow(String trigger, Arrivals arrivals) {
        return Inflow.of(
                arrivals,
                Kind.of(trigger, Sizes.of(CPU, MEMORY), Life.runs(SECONDS))
                        .with(Placement.ANYWHERE.withTenants(applications(trigger))));
    }

    private static List<Tenant> applications(String trigger) {
        List<Tenant> tenants = new ArrayList<>();
        for (int rank = 1; rank <= APPLICATIONS; rank++) {
            tenants.add(new Tenant(trigger + "-app-" + rank, 1.0 / rank));
        }
        return tenants;
    }
}
