package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.Arm;
import io.wavetank.experiment.OptionalModule;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Entry;
import io.wavetank.experiment.scenario.Value.Items;
import io.wavetank.experiment.scenario.Value.Nothing;
import io.wavetank.experiment.scenario.Value.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the arms of a comparison in which more than the scheduler differs: each is the scenario as resolved, with changes of its own. */
final class ArmsPart {
    private static final String KEY = "arms";
    private static final String MODULE = "module";
    private static final String SET = "set";
    /** What is below it names files as its policies do. */
    private static final String POLICIES = "policies";

    private static final Set<String> FILES = Set.of("file", "log");
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

    /** Returns the scenario with the files that its arms set named from where Wavetank is started, as those of the rest are once it is resolved. */
    static Value located(Value scenario, Path folder) {
        if (!(scenario instanceof Entries entries) || !(entries.get(KEY) instanceof Items arms)) {
            return scenario;
        }
        List<Value> all = new ArrayList<>();
        for (Value each : arms.values()) {
            boolean sets = each instanceof Entries arm && arm.get(SET) instanceof Entries;
            all.add(sets ? located(KEY, each, folder) : each);
        }
        return entries.with(KEY, new Items(arms.place(), all));
    }

    private static Value located(String key, Value value, Path folder) {
        if (value instanceof Entries entries && !key.startsWith(POLICIES)) {
            Map<String, Entry> all = new LinkedHashMap<>();
            entries.entries()
                    .forEach((name, entry) ->
                            all.put(name, new Entry(entry.keyPlace(), located(name, entry.value(), folder))));
            return new Entries(entries.place(), all);
        } else if (value instanceof Items items && !key.startsWith(POLICIES)) {
            return new Items(
                    items.place(),
                    items.values().stream()
                            .map(each -> located(key, each, folder))
                            .toList());
        } else if (value instanceof Text text && isFile(key, text)) {
            return new Text(
                    text.place(), folder.resolve(text.text()).normalize().toString(), text.plain());
        }
        return value;
    }

    private static boolean isFile(String path, Value value) {
        String key = path.substring(path.lastIndexOf('.') + 1);
        boolean model = key.equals("model") && value instanceof Text text && ModelFile.isFile(text.text());
        return model || (FILES.contains(key) && !path.startsWith(POLICIES));
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

    private Value changed(Value scenario, Section arm) throws ScenarioException {
        Value changed = scenario;
        if (arm.entries().get(SET) instanceof Entries changes) {
            for (var change : changes.entries().entrySet()) {
                String key = change.getKey();
                Value value = change.getValue().value();
                changed = Overrides.set(changed, key, value);
                String digest = key.substring(0, key.lastIndexOf('.') + 1) + "sha256";
                if (isFile(key, value)
                        && base.resolved().at("/" + digest.replace('.', '/')).isTextual()) {
                    changed = Overrides.set(changed, digest, new Nothing(value.place())); // that of another file
                }
            }
        }
        return changed;
    }
}
