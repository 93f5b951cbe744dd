package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.Arm;
import io.wavetank.experiment.OptionalModule;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Items;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the arms of a comparison in which more than the scheduler differs: each is the scenario as resolved, with changes of its own. */
final class ArmsPart {
    private static final String KEY = "arms";
    private static final String MODULE = "module";
    /** What arms have in common, since they share their draws, stand side by side and lie in one folder. */
    private static final List<String> OF_ALL = List.of(
            "/run/seed", "/run/replications", "/report/window", "/report/by", "/report/charts", "/report/events");

    private final Value written;
    private final Scenario base;
    private final List<Fault> faults = new ArrayList<>();

    /** Reads the scenario of one arm. */
    interface Reader {
        /** Reads a scenario as it is written. */
        Scenario read(Value scenario) throws IOException, ScenarioException;
    }

    /** Takes a scenario that has arms, as it is written and as it would be without them. */
    ArmsPart(Value written, Scenario base) {
        this.written = written;
        this.base = base;
    }

    /** Whether a scenario has arms. */
    static boolean given(Value scenario) {
        return scenario instanceof Entries entries
                && entries.get(KEY) instanceof Items arms
                && !arms.values().isEmpty();
    }

    /** Returns the scenario with its arms, each read by itself. */
    Scenario read(Reader reader) throws IOException, ScenarioException {
        Entries scenario = (Entries) written;
        Items given = (Items) Objects.requireNonNull(scenario.get(KEY));
        requireOne(base, Section.of(scenario, "").place("policies"), "policies");
        Value without = without(base.resolved(), scenario.place());
        List<Arm> arms = new ArrayList<>();
        var folders = new FolderNames("arm");
        for (Value value : given.values()) {
            Section section = Section.of(value, KEY);
            String name = Section.text(Checker.asText(section.value("name")));
            if (section.has(MODULE) && !installed(section)) {
                continue;
            }
            String taken = folders.taken(name);
            if (!taken.isEmpty()) {
                faults.add(new Fault(section.place("name"), "arm '" + name + "' " + taken));
                continue;
            }
            try {
                arms.add(arm(name, section, reader.read(changed(without, section))));
            } catch (ScenarioException e) {
                e.faults()
                        .forEach(each -> faults.add(new Fault(each.place(), "arm '" + name + "': " + each.message())));
            }
        }
        if (!faults.isEmpty()) {
            throw new ScenarioException(faults.stream().distinct().toList());
        }
        return base.withArms(arms);
    }

    private static boolean installed(Section arm) throws ScenarioException {
        String name = arm.text(MODULE);
        for (OptionalModule module : OptionalModule.ALL) {
            if (module.name().equals(name)) {
                return module.installed();
            }
        }
        List<String> names =
                OptionalModule.ALL.stream().map(OptionalModule::name).toList();
        throw ScenarioException.of(
                arm.place(MODULE),
                "there is no optional module '" + name + "'; expected " + Checker.any(names)
                        + Checker.meant(name, names));
    }

    private Arm arm(String name, Section section, Scenario scenario) throws ScenarioException {
        requireOne(scenario, section.place("name"), "it");
        for (String pointer : OF_ALL) {
            if (!base.resolved().at(pointer).equals(scenario.resolved().at(pointer))) {
                throw ScenarioException.of(
                        section.place("set"),
                        "it has a " + pointer.substring(1).replace('/', '.') + " of its own, which is that of all"
                                + " arms; expected it in the scenario itself");
            }
        }
        var scheduler = scenario.schedulers().get(0).named(name);
        return new Arm(
                scheduler,
                scenario.workload(),
                scenario.cluster(),
                scenario.run(),
                scenario.traffic(),
                scenario.resolved());
    }

    private static void requireOne(Scenario scenario, Place place, String what) throws ScenarioException {
        int count = scenario.schedulers().size();
        if (count != 1) {
            throw ScenarioException.of(
                    place, what + " has " + count + " schedulers; expected one, since each arm has one");
        }
    }

    /** The scenario as resolved, so that arms that differ in their clusters have the same workload all the same. */
    private static Value without(ObjectNode resolved, Place place) {
        ObjectNode rest = resolved.deepCopy();
        rest.remove(KEY);
        return Value.of(rest, place);
    }

    private static Value changed(Value scenario, Section arm) throws ScenarioException {
        Value changed = scenario;
        if (arm.entries().get("set") instanceof Entries changes) {
            for (var change : changes.entries().entrySet()) {
                changed = Overrides.set(
                        changed, change.getKey(), change.getValue().value());
            }
        }
        return changed;
    }
}
