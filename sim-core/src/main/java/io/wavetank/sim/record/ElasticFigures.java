package io.wavetank.sim.record;

import io.wavetank.sim.record.ServiceFigures.Elasticity;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came and went in a run.
 *
 * @param services the services, in the order of the scenario
 * @param fleet the nodes
 */
public record ElasticFigures(List<ServiceFigures> services, FleetFigures fleet) {
    /** Copies the list. */
    public ElasticFigures {
        services = List.copyOf(services);
    }

    /** The share of the time in which any replicas were missing: over services by how many replicas each needs in the mean; 0 if none needs any. */
    public double missingTime() {
        return mean(Elasticity::missingTime, Elasticity::demandMean);
    }

    /** For how long replicas were missing, in seconds: the mean over all lags of all services; 0 if there were none. */
    public double lagMeanSeconds() {
        return mean(Elasticity::lagMeanSeconds, Elasticity::lags);
    }

    /** The largest share too many right after a lag: the mean over all lags of all services that are over; 0 if there were none. */
    public double overshoot() {
        return mean(Elasticity::overshoot, Elasticity::lagsOver);
    }

    /** Whether more than 1 in 100 requests of any service were lost, so that the p99 of the slowest is only known to be as long as is said. */
    public boolean p99AtLeast() {
        return services.stream().anyMatch(service -> service.atLeast(0.99));
    }

    private double mean(ToDoubleFunction<Elasticity> of, ToDoubleFunction<Elasticity> weight) {
        double sum = 0;
        double weights = 0;
        for (ServiceFigures service : services) {
            double each = weight.applyAsDouble(service.elasticity());
            sum += of.applyAsDouble(service.elasticity()) * each;
            weights += each;
        }
        return weights == 0 ? 0 : sum / weights;
    }
}
