package io.wavetank.policy.kubernetes.framework;

import java.util.List;

/**
 * Why a node will not do. Where a plug-in has nothing against a node there is none of these.
 *
 * @param plugin the plug-in that says so; the empty string for the framework itself
 * @param code whether evicting other pods could help
 * @param reasons in words, as kube-scheduler puts them, ascending
 */
public record Status(String plugin, Code code, List<String> reasons) {
    /** Whether evicting other pods could help. */
    public enum Code {
        /** It could. */
        UNSCHEDULABLE,
        /** It could not. */
        UNRESOLVABLE
    }

    /** Sorts the reasons. */
    public Status {
        reasons = reasons.stream().sorted().distinct().toList();
    }

    /** Returns a status that evicting others could change. */
    public static Status unschedulable(String plugin, String reason) {
        return new Status(plugin, Code.UNSCHEDULABLE, List.of(reason));
    }

    /** Returns a status that evicting others cannot change. */
    public static Status unresolvable(String plugin, String reason) {
        return new Status(plugin, Code.UNRESOLVABLE, List.of(reason));
    }
}
