package io.wavetank.experiment.scenario;

import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with nodes that a fault of a scenario hits, and when. */
final class ImpairmentPart {
    private static final int MOST_FLAPS = 100_000;

    private ImpairmentPart() {}

    static Impairment of(Section fault) throws ScenarioException {
        if (fault.has("slow") && fault.truth("cut_off")) {
            throw ScenarioException.of(
                    fault.keyPlace("cut_off"), fault.path() + " has both 'slow' and 'cut_off'; expected one of them");
        }
        if (fault.has("slow")) {
            return fault.made(() -> new Impairment.Slow(fault.number("slow")));
        }
        return fault.truth("cut_off") ? Impairment.CUT_OFF : Impairment.DOWN;
    }

    /** What is said of it in charts and tables, behind who it is. */
    static String word(Impairment what) {
        return what instanceof Impairment.Slow ? "slow" : what instanceof Impairment.CutOff ? "cut off" : "down";
    }

    /** Returns the outages of some nodes from one time to another: one, or many where they flap. */
    static List<FaultScript.Outage> outages(
            Section fault, String name, long from, long to, List<Integer> nodes, long endNanos)
            throws ScenarioException {
        Impairment what = of(fault);
        String words = name + " " + word(what);
        if (!fault.has("flapping")) {
            return List.of(outage(words, from, to, nodes, what));
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
            all.add(outage(words, at, Math.min(at + down, end), nodes, what));
        }
        return all;
    }

    private static FaultScript.Outage outage(String name, long from, long to, List<Integer> nodes, Impairment what) {
        return what instanceof Impairment.Down
                ? new FaultScript.NodesDown(name, from, to, nodes)
                : new FaultScript.NodesImpaired(name, from, to, nodes, what);
    }
}
