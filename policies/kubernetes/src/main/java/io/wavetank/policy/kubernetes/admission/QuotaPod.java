package io.wavetank.policy.kubernetes.admission;

import java.util.List;

/**
 * A pod as quotas see it.
 *
 * @param priorityClass the name of its priority class; the empty string for none
 * @param terminating whether it has a deadline for its run ({@code activeDeadlineSeconds})
 * @param containers what its containers ask for and are limited to
 */
public record QuotaPod(String priorityClass, boolean terminating, List<Amounts> containers) {
    /** Copies the list. */
    public QuotaPod {
        containers = List.copyOf(containers);
    }

    /** Whether none of its containers asks for, or is limited in, processors or memory. */
    public boolean bestEffort() {
        return containers.stream()
                .allMatch(each -> unnamed(each.requests().keySet())
                        && unnamed(each.limits().keySet()));
    }

    private static boolean unnamed(Iterable<String> names) {
        for (String name : names) {
            if (name.equals("cpu") || name.equals("memory")) {
                return false;
            }
        }
        return true;
    }
}
