package io.wavetank.policy.kubernetes.admission;

import java.util.ArrayList;
import java.util.List;

/**
 * What a namespace makes of a pod that is to be: the API's defaults, then those of its limit ranges, then their bounds, then its quotas. A pod that any
 * of them refuses is not made and counts nowhere.
 *
 * <p>Source: Kubernetes 1.26, order of the default admission plug-ins (LimitRanger mutates and validates, ResourceQuota comes last).
 */
public final class NamespaceAdmission {
    private final List<LimitRange> ranges;
    private final List<ResourceQuota> quotas;

    /** Creates that of a namespace. */
    public NamespaceAdmission(List<LimitRange> ranges, List<ResourceQuota> quotas) {
        this.ranges = List.copyOf(ranges);
        this.quotas = List.copyOf(quotas);
    }

    /**
     * The answer.
     *
     * @param pod as it is after defaults
     * @param by what refuses it first: {@code limit range}, or {@code quota} and its name; the empty string if it may be
     * @param reasons why it may not be; none if it may
     */
    public record Answer(QuotaPod pod, String by, List<String> reasons) {
        /** Copies the list. */
        public Answer {
            reasons = List.copyOf(reasons);
        }

        /** Whether it may be. */
        public boolean admitted() {
            return reasons.isEmpty();
        }
    }

    /** Asks for a pod, and counts it if it may be. */
    public Answer admit(QuotaPod asked) {
        QuotaPod pod = completed(asked);
        List<Amounts> containers = pod.containers();
        List<String> reasons = new ArrayList<>();
        ranges.forEach(range -> reasons.addAll(range.violations(containers)));
        if (!reasons.isEmpty()) {
            return new Answer(pod, "limit range", reasons);
        }
        String by = "";
        for (ResourceQuota quota : quotas) {
            List<String> found = quota.violations(pod);
            by = by.isEmpty() && !found.isEmpty() ? "quota " + quota.name() : by;
            reasons.addAll(found);
        }
        if (reasons.isEmpty()) {
            found(pod);
        }
        return new Answer(pod, by, reasons);
    }

    /** Counts a pod that is there already, as it is. */
    public void found(QuotaPod pod) {
        quotas.forEach(quota -> quota.add(pod));
    }

    /** A pod with the defaults of the API and of the limit ranges. */
    public QuotaPod completed(QuotaPod asked) {
        List<Amounts> containers = asked.containers().stream()
                .map(Amounts::withRequestsFromLimits)
                .map(this::complete)
                .toList();
        return new QuotaPod(asked.priorityClass(), asked.terminating(), containers);
    }

    /** A pod that was admitted has ended; as it was after defaults. */
    public void ended(QuotaPod pod) {
        quotas.forEach(quota -> quota.remove(pod));
    }

    private Amounts complete(Amounts container) {
        Amounts completed = container;
        for (LimitRange range : ranges) {
            completed = range.complete(completed);
        }
        return completed;
    }
}
