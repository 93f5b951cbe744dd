package io.wavetank.sim.record;

import java.util.List;

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
}
