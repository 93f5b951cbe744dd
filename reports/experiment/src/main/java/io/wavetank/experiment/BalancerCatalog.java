package io.wavetank.experiment;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.BalancerFamily;
import io.wavetank.policy.traffic.CheckEntry;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.VersionWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;

/** Every load balancer on the class path. */
public final class BalancerCatalog {
    private final List<BalancerFamily> families = new ArrayList<>();

    /** Collects the families. */
    public BalancerCatalog() {
        ServiceLoader.load(BalancerFamily.class).forEach(families::add);
        families.sort(Comparator.comparing(BalancerFamily::name));
    }

    /** The families, by name. */
    public List<BalancerFamily> families() {
        return List.copyOf(families);
    }

    /** The names of all. */
    public List<String> names() {
        return families.stream()
                .flatMap(family -> family.balancers().stream())
                .map(BalancerEntry::name)
                .toList();
    }

    /** The checks of all. */
    public List<CheckEntry> checks() {
        return families.stream().flatMap(family -> family.checks().stream()).toList();
    }

    /**
     * Returns the factory of a balancer's checks.
     *
     * @throws IllegalArgumentException if there are none of that name, or an option does not fit
     */
    public HealthCheck.Factory makeChecks(String name, Map<String, String> options) {
        CheckEntry entry = checks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There are no checks '" + name + "'"));
        return entry.maker().make(PolicyOptions.of(entry.name(), entry.options(), options));
    }

    /**
     * Returns balancers that divide requests among versions, around those of another factory.
     *
     * @throws IllegalArgumentException if no family has any, or the weights do not fit together
     */
    public LoadBalancer.Factory divided(LoadBalancer.Factory factory, List<VersionWeights> weights) {
        return families.stream()
                .map(BalancerFamily::divider)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is nothing that divides requests among versions"))
                .around(factory, weights);
    }

    /**
     * Returns a balancer's factory.
     *
     * @throws IllegalArgumentException if there is none of that name, or an option does not fit
     */
    public LoadBalancer.Factory make(String name, Map<String, String> options) {
        BalancerEntry entry = families.stream()
                .flatMap(family -> family.balancers().stream())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no load balancer '" + name + "'"));
        return entry.maker().make(PolicyOptions.of(entry.name(), entry.options(), options));
    }
}
