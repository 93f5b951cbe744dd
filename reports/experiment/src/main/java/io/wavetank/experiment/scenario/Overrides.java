package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Changes to a scenario from the command line, {@code a.b=c}: a dot leads to a key, a number to an entry of a list, from 0. Keys that the file
 * does not mention are added; whether there are such keys is found out with those of the file.
 */
final class Overrides {
    /** What holds keys that may have dots in them: those of labels, of resources and drivers, and the paths that an arm sets. */
    private static final Set<String> DOTTED = Set.of(
            "labels",
            "node_selector",
            "matchLabels",
            "selector",
            "among",
            "crash",
            "statefulset",
            "job",
            "extended",
            "attach_limits",
            "set");

    private Overrides() {}

    /** Returns the scenario with {@code path=value} applied. */
    static Value apply(Value scenario, String text) throws ScenarioException {
        Place place = Place.option("--set " + text);
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw ScenarioException.of(place, "this sets nothing; expected path=value, such as run.seed=7");
        }
        return set(scenario, text.substring(0, equals), YamlReader.parseOption(place, text.substring(equals + 1)));
    }

    /** Returns the scenario with the value at the path. */
    static Value set(Value scenario, String path, Value value) throws ScenarioException {
        return set(scenario, "", path, value);
    }

    private static Value set(Value at, String done, String rest, Value value) throws ScenarioException {
        int dot = rest.indexOf('.');
        String key = dot < 0 ? rest : rest.substring(0, dot);
        Place place = value.place();
        if (at instanceof Items list) {
            int index = index(key, list, done, place);
            List<Value> changed = new ArrayList<>(list.values());
            String path = Checker.path(done, key);
            changed.set(index, dot < 0 ? value : set(list.values().get(index), path, rest.substring(dot + 1), value));
            return new Items(list.place(), changed);
        }
        if (!(at instanceof Entries) && !(at instanceof Value.Nothing)) {
            throw ScenarioException.of(
                    place,
                    Checker.name(done) + " has no '" + key + "' in it: it is " + at.json()
                            + "; expected a path that ends here");
        }
        boolean dotted = DOTTED.contains(done.substring(done.lastIndexOf('.') + 1));
        if (!(at instanceof Entries) && !dotted && key.matches("[0-9]+")) {
            throw ScenarioException.of(
                    place,
                    Checker.name(done) + " is not given, and so has no entry '" + key + "'; expected the whole list,"
                            + " such as " + done + "=[...]");
        }
        Entries object = at instanceof Entries entries ? entries : new Entries(place, new LinkedHashMap<>());
        if (dot < 0 || object.entries().containsKey(rest) || dotted) {
            return object.with(rest, place, value);
        }
        Value inner = object.get(key);
        Value changed = set(
                inner == null ? new Value.Nothing(place) : inner,
                Checker.path(done, key),
                rest.substring(dot + 1),
                value);
        return inner == null ? object.with(key, place, changed) : object.with(key, changed);
    }

    private static int index(String key, Items list, String done, Place place) throws ScenarioException {
        int size = list.values().size();
        if (key.matches("[0-9]{1,9}") && Integer.parseInt(key) < size) {
            return Integer.parseInt(key);
        }
        throw ScenarioException.of(
                place,
                Checker.name(done) + " has no entry '" + key + "'; expected "
                        + (size == 0 ? "another path: the list is empty" : size == 1 ? "0" : "0 to " + (size - 1)));
    }
}
