package io.wavetank.experiment;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.GuardEntry;
import io.wavetank.policy.traffic.GuardFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** All on the class path that callers can do about failures and overload. */
public final class GuardCatalog {
    private final List<GuardFamily> families = new ArrayList<>();

    /** Collects the families. */
    public GuardCatalog() {
        ServiceLoader.load(GuardFamily.class).forEach(families::add);
        families.sort(Comparator.comparing(GuardFamily::name));
    }

    /** The guards of all families. */
    public List<GuardEntry> guards() {
        return families.stream().flatMap(family -> family.guards().stream()).toList();
    }

    /**
     * Returns what makes a guard.
     *
     * @throws IllegalArgumentException if there is none of that name, or an option does not fit
     */
    public CallGuard.Factory make(String name, Map<String, String> options) {
        GuardEntry entry = guards().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no guard '" + name + "'"));
        return entry.maker().make(PolicyOptions.of(entry.name(), entry.options(), options));
    }
}
