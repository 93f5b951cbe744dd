package io.wavetank.experiment.scenario;

import io.wavetank.experiment.OwnedSchedulers;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.scenario.Value.Numeral;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Scheduler;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The managers that go down by their number. One that the control plane of no scheduler has, nor that of any arm, is a mistake; under those that have fewer than
 * others it means nothing.
 */
final class NamedManagers {
    private final List<Named> all = new ArrayList<>();

    /**
     * A manager that a fault names.
     *
     * @param there how many managers there are, at most
     */
    private record Named(Place place, String path, int number, int there) {
        boolean isSame(Named other) {
            return number == other.number && path.equals(other.path);
        }
    }

    /** Takes those of a scenario, as it is written and as it is made. */
    void add(Section written, Scenario scenario) {
        int there = 0;
        for (Section fault : written.sections("faults")) {
            if (!fault.has("managers")) {
                continue;
            }
            there = there == 0 ? most(scenario) : there;
            for (Value each : fault.list("managers")) {
                int number = each instanceof Numeral numeral ? numeral.number().intValueExact() : 0;
                all.add(new Named(each.place(), fault.path() + ".managers", number, there));
            }
        }
    }

    /** How many managers the scheduler has that has the most. */
    private static int most(Scenario scenario) {
        int most = 0;
        for (SchedulerChoice each : scenario.schedulers()) {
            most = Math.max(most, managers(each, scenario));
        }
        return most;
    }

    private static int managers(SchedulerChoice choice, Scenario scenario) {
        try (var schedulers = new OwnedSchedulers(choice.factory())) {
            Scheduler scheduler = schedulers.create(
                    new Cluster(scenario.cluster(), new TaskTable()),
                    new Draws(scenario.run().seed(), 0).stream("managers"));
            return scenario.run().faults().failover().leadership(scheduler).managers();
        } catch (IllegalArgumentException e) {
            return Integer.MAX_VALUE; // the run will say why there can be no such scheduler
        }
    }

    /** Refuses those that there are not. */
    void check() throws ScenarioException {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Named each = all.get(i);
            boolean again = all.subList(0, i).stream().anyMatch(each::isSame);
            int most = all.stream()
                    .filter(each::isSame)
                    .mapToInt(Named::there)
                    .max()
                    .orElse(each.there);
            if (each.number > most && !again) {
                faults.add(
                        new Fault(each.place, each.path + " names " + each.number + ", and there " + thereAre(most)));
            }
        }
        if (!faults.isEmpty()) {
            throw new ScenarioException(faults);
        }
    }

    private static String thereAre(int most) {
        return (most == 1 ? "is 1 manager; expected 1" : "are " + most + " managers; expected 1 to " + most)
                + ", or more under policies.failover.managers";
    }
}
