package io.wavetank.experiment;

import io.wavetank.policy.failover.FailoverFamily;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** Every policy of failover on the class path. */
public final class FailoverCatalog {
    private FailoverCatalog() {}

    /** The policies, family by family. */
    public static List<ScalingEntry<FailoverPolicy.Factory>> policies() {
        var families = new ArrayList<FailoverFamily>();
        ServiceLoader.load(FailoverFamily.class).forEach(families::add);
        families.sort(Comparator.comparing(FailoverFamily::name));
        return families.stream().flatMap(family -> family.policies().stream()).toList();
    }
}
