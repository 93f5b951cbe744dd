package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Numeral;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the list of what breaks, and what is said about how systems deal with it, into the script of a run. */
final class FaultsPart {
    private FaultsPart() {}

    /** Returns the script of a scenario. */
    static FaultScript of(Section scenario) throws ScenarioException {
        Section failover = scenario.section("policies").section("failover");
        List<FaultScript.Outage> outages = new ArrayList<>();
        for (Section each : scenario.sections("faults")) {
            outages.add(outage(each));
        }
        var settings = new FailoverSettings(
                failover.has("managers") ? (int) failover.whole("managers") : null,
                failover.has("election") ? failover.whole("election", Unit.DURATION) : null,
                null,
                null,
                null,
                null,
                null,
                Integer.MAX_VALUE);
        return new FaultScript(outages, settings);
    }

    private static FaultScript.Outage outage(Section fault) throws ScenarioException {
        long from = fault.whole("at", Unit.TIME);
        long length = fault.has("for") ? fault.whole("for", Unit.DURATION) : FaultScript.FOR_EVER;
        long to = length > FaultScript.FOR_EVER - from ? FaultScript.FOR_EVER : from + length;
        if (fault.has("control_plane")) {
            return new FaultScript.ManagersDown("control plane", from, to, List.of());
        }
        List<Integer> managers = new ArrayList<>();
        for (Value each : fault.list("managers")) {
            int number = each instanceof Numeral numeral ? numeral.number().intValueExact() : 0;
            if (managers.contains(number - 1)) {
                throw ScenarioException.of(
                        each.place(), fault.path() + ".managers names " + number + " twice; expected each once");
            }
            managers.add(number - 1);
        }
        String names = managers.stream().map(each -> Integer.toString(each + 1)).collect(Collectors.joining(", "));
        return new FaultScript.ManagersDown(
                (managers.size() == 1 ? "manager " : "managers ") + names, from, to, managers);
    }
}
