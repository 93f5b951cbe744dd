package io.wavetank.experiment.scenario;

import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.Joining;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with nodes that a fault of a scenario hits, and when. */
final class ImpairmentPart {
    private static final int MOST_FLAPS = 100_000;

    private ImpairmentPart() {}

    private static final List<String> KINDS = List.of("full_disk", "slow", "cut_off", "gpus_lost", "packet_loss");

    static Impairment of(Section fault) throws ScenarioException {
        List<String> given = KINDS.stream().filter(each -> isGiven(fault, each)).toList();
        if (given.size() > 1) {
            throw ScenarioException.of(
                    fault.keyPlace(given.get(1)),
                    fault.path() + " has both '" + given.get(0) + "' and '" + given.get(1) + "'; expected one of them");
        }
        String kind = given.isEmpty() ? "" : given.get(0);
        if (kind.equals("slow")) {
            return fault.made(() -> new Impairment.Slow(fault.number("slow")));
        } else if (kind.equals("gpus_lost")) {
            return fault.made(() -> new Impairment.GpusLost((int) fault.whole("gpus_lost")));
        } else if (kind.equals("packet_loss")) {
            return fault.made(() -> new Impairment.Lossy(fault.number("packet_loss")));
        } else if (kind.equals("full_disk")) {
            return Impairment.DISK_FULL;
        }
        return kind.isEmpty() ? Impairment.DOWN : Impairment.CUT_OFF;
    }

    private static boolean isGiven(Section fault, String kind) {
        return List.of("full_disk", "cut_off").contains(kind) ? fault.truth(kind) : fault.has(kind);
    }

    /** What is said of it in charts and tables, behind who it is. */
    static String word(Impairment what) {
        if (what instanceof Impairment.DiskFull) {
            return "disk full";
        } else if (what instanceof Impairment.GpusLost lost) {
            return lost.count() == 1 ? "GPU lost" : lost.count() + " GPUs lost";
        } else if (what instanceof Impairment.Lossy) {
            return "loses packets";
        }
        return what instanceof Impairment.Slow ? "slow" : what instanceof Impairment.CutOff ? "cut off" : "down";
    }

    /** Returns the outages of some nodes from one time to another: one, or many where they flap. */
    static List<FaultScript.Outage> outages(
            Section fault,
            String name,
            long from,
            long to,
            List<Integer> nodes,
            long endNanos,
            @Nullable Joining joining)
            throws ScenarioException {
        Impairment what = of(fault);
        String words = name + " " + word(what);
        if (fault.has("notice")) {
            return reclaimed(fault, name, from, to, nodes, what, joining);
        }
        if (!fault.has("flapping")) {
            return List.of(outage(words, from, to, nodes, what, joining));
        }
        Section flapping = fault.section("flapping");
        long down = flapping.whole("down", Unit.DURATION);
        long period = down + flapping.whole("up", Unit.DURATION);
        long end = Math.min(to, endNanos);
        if (down <= 0 || period <= down || end == Long.MAX_VALUE || (end - from) / period >= MOST_FLAPS) {
            throw ScenarioException.of(
                    flapping.place(),
                    flapping.path() + " has no end, or takes no time; expected times above 0, and 'for' or run.until "
                            + "within " + MOST_FLAPS + " times");
        }
        List<FaultScript.Outage> all = new ArrayList<>();
        for (long at = from; at < end; at += period) {
            all.add(outage(words, at, Math.min(at + down, end), nodes, what, joining));
        }
        return all;
    }

    /** The nodes take nothing more from the notice on, and are down when it is over. */
    private static List<FaultScript.Outage> reclaimed(
            Section fault,
            String name,
            long from,
            long to,
            List<Integer> nodes,
            Impairment what,
            @Nullable Joining joining)
            throws ScenarioException {
        if (fault.has("flapping") || !(what instanceof Impairment.Down)) {
            throw ScenarioException.of(
                    fault.keyPlace("notice"),
                    fault.path()
                            + " has a 'notice', and is not plainly down; expected no 'slow', 'cut_off', 'full_disk', 'gpus_lost', 'packet_loss' or 'flapping'");
        }
        long notice = fault.whole("notice", Unit.DURATION);
        long grace = Math.min(notice, fault.whole("grace", Unit.DURATION));
        if (from > FaultScript.FOR_EVER - notice) {
            throw ScenarioException.of(
                    fault.place("notice"),
                    fault.path() + " ends its 'notice' after all time that can be counted; expected an earlier 'at'");
        }
        long gone = from + notice;
        long back = to > FaultScript.FOR_EVER - notice ? FaultScript.FOR_EVER : to + notice;
        return List.of(
                new FaultScript.NodesImpaired(
                        name + " about to go", from, back, nodes, new Impairment.Leaving(grace), joining),
                new FaultScript.NodesDown(name + " down", gone, back, nodes, joining));
    }

    private static FaultScript.Outage outage(
            String name, long from, long to, List<Integer> nodes, Impairment what, @Nullable Joining joining) {
        return what instanceof Impairment.Down
                ? new FaultScript.NodesDown(name, from, to, nodes, joining)
                : new FaultScript.NodesImpaired(name, from, to, nodes, what, joining);
    }
}
