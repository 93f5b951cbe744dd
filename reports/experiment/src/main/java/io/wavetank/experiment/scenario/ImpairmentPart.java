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

    static Impairment of(Section fault) throws ScenarioException {
        if (fault.truth("full_disk") && (fault.has("slow") || fault.truth("cut_off"))) {
            throw ScenarioException.of(
                    fault.keyPlace("full_disk"),
                    fault.path() + " has 'full_disk' beside 'slow' or 'cut_off'; expected one of them");
        }
        if (fault.has("slow") && fault.truth("cut_off")) {
            throw ScenarioException.of(
                    fault.keyPlace("cut_off"), fault.path() + " has both 'slow' and 'cut_off'; expected one of them");
        }
        if (fault.truth("full_disk")) {
            return Impairment.DISK_FULL;
        }
        if (fault.has("slow")) {
            return fault.made(() -> new Impairment.Slow(fault.number("slow")));
        }
        return fault.truth("cut_off") ? Impairment.CUT_OFF : Impairment.DOWN;
    }

    /** What is said of it in charts and tables, behind who it is. */
    static String word(Impairment what) {
        if (what instanceof Impairment.DiskFull) {
            return "disk full";
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
                            + " has a 'notice', and is not plainly down; expected no 'slow', 'cut_off', 'full_disk' or 'flapping'");
        }
        long notice = fault.whole("notice", Unit.DURATION);
        long grace = Math.min(notice, fault.whole("grace", Unit.DURATION));
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
