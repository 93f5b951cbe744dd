package io.wavetank.experiment.scenario;

import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.Joining;
import io.wavetank.sim.scenario.RandomTime;
import io.wavetank.workload.generate.distribution.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Turns what a scenario says of things that break at random into a process. */
final class FailureProcessPart {
    /** How often one unit may break, if each time takes as long as its median. */
    private static final int MOST_FAILURES = 1_000_000;

    private static final double NANOS = 1e9;

    private FailureProcessPart() {}

    /**
     * Returns the process.
     *
     * @param endNanos when the run ends at the latest; never, if nobody said
     * @param name what it is called, unlike any other of the scenario
     */
    static FailureProcess of(Section fault, ClusterSpec cluster, long endNanos, String name) throws ScenarioException {
        long from = fault.whole("from", Unit.TIME);
        long until = fault.has("until") ? fault.whole("until", Unit.TIME) : endNanos;
        if (until == Long.MAX_VALUE) {
            throw ScenarioException.of(
                    fault.place(),
                    fault.path() + " would go on for ever, and so would the run; expected 'until' here, or run.until");
        }
        if (until < from) {
            throw ScenarioException.of(
                    fault.place(fault.has("until") ? "until" : "from"),
                    fault.path() + " ends at " + Unit.duration(until) + ", before it begins; expected a later time");
        }
        RandomTime up = time(fault, "up");
        RandomTime down = time(fault, "down");
        double cycle = (double) up.nanos(0.5) + down.nanos(0.5);
        if (until > from && (until - from) / cycle > MOST_FAILURES) {
            throw ScenarioException.of(
                    fault.place("up"),
                    fault.path() + " breaks more than " + MOST_FAILURES
                            + " times until its end; expected a longer 'up', or an earlier 'until'");
        }
        return new FailureProcess(
                name,
                units(fault, cluster),
                ImpairmentPart.of(fault),
                up,
                down,
                fault.has("crews") ? (int) fault.whole("crews") : FailureProcess.UNLIMITED,
                from,
                until,
                joining(fault, cluster));
    }

    /** Nodes that come later break as those do that were there. */
    private static Joining joining(Section fault, ClusterSpec cluster) throws ScenarioException {
        String each = fault.text("each");
        String word = each + " %s " + ImpairmentPart.word(ImpairmentPart.of(fault));
        return new Joining(
                fault.map("among"), each.equals(NodeGroups.NODE) ? null : NodeGroups.key(each, cluster), word);
    }

    private static List<FailureProcess.Unit> units(Section fault, ClusterSpec cluster) throws ScenarioException {
        String each = fault.text("each");
        SortedMap<String, String> labels = fault.map("among");
        if (NodeGroups.with(labels, cluster).isEmpty()) {
            throw ScenarioException.of(
                    fault.place("among"),
                    fault.path() + ".among names labels of no node; expected labels that nodes of the cluster have");
        }
        List<FailureProcess.Unit> units =
                NodeGroups.by(each, labels, ImpairmentPart.word(ImpairmentPart.of(fault)), cluster);
        if (units.isEmpty()) {
            List<String> known = new ArrayList<>(List.of(NodeGroups.NODE));
            known.addAll(NodeGroups.keys(cluster));
            throw ScenarioException.of(
                    fault.place("each"),
                    fault.path() + ".each is '" + each + "', and no node has a label '" + NodeGroups.label(each)
                            + "'; expected " + Checker.any(known) + Checker.meant(each, known));
        }
        return units;
    }

    private static RandomTime time(Section fault, String key) throws ScenarioException {
        return new Drawn(DistributionPart.of(fault, key, Unit.DURATION));
    }

    /** A length of time drawn from a distribution of seconds. */
    record Drawn(Distribution seconds) implements RandomTime {
        @Override
        public long nanos(double u) {
            double nanos = seconds.quantile(u) * NANOS;
            return nanos >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.round(nanos);
        }
    }
}
