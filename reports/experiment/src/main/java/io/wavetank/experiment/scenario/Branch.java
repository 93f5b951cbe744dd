package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.workload.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks the form that a value was meant to have: by its type; among objects by the key that names the form ({@code process: poisson}), else by the
 * first key that the form requires.
 */
final class Branch {
    private Branch() {}

    /** Returns the form, or null after a fault. */
    static @Nullable Schema of(Value value, Schema whole, @Nullable Unit unit, String path, List<Fault> faults) {
        List<Schema> fitting = new ArrayList<>();
        for (Schema branch : whole.branches()) {
            if (Types.allowed(value, branch.types())) {
                fitting.add(branch);
            }
        }
        if (fitting.isEmpty()) {
            faults.add(new Fault(value.place(), Types.complaint(value, whole, path, unit)));
            return null;
        }
        if (fitting.size() == 1 || !(value instanceof Entries object)) {
            return fitting.get(0);
        }
        String name = nameKey(fitting.get(0));
        return name == null ? byKey(object, fitting, path, faults) : byName(object, name, fitting, path, faults);
    }

    /** The key whose constant names the form, or null. */
    private static @Nullable String nameKey(Schema branch) {
        for (Map.Entry<String, Schema> property : branch.properties().entrySet()) {
            if (property.getValue().has("const")) {
                return property.getKey();
            }
        }
        return null;
    }

    private static @Nullable Schema byName(
            Entries object, String key, List<Schema> branches, String path, List<Fault> faults) {
        List<String> names = new ArrayList<>();
        for (Schema branch : branches) {
            JsonNode name = branch.get("properties").path(key).path("const");
            if (object.get(key) instanceof Text text && text.text().equals(name.asText())) {
                return branch;
            }
            names.add(name.asText());
        }
        Value given = object.get(key);
        if (given == null) {
            String near = object.entries().keySet().stream()
                    .filter(each -> NearestNames.of(each, List.of(key)).contains(key))
                    .findFirst()
                    .map(each -> "; did you mean '" + key + "' by '" + each + "'?")
                    .orElse("");
            faults.add(new Fault(
                    object.place(),
                    Checker.name(path) + " lacks '" + key + "'; expected " + Checker.any(names) + near));
        } else {
            String word =
                    given instanceof Text text ? text.text() : given.json().toString();
            faults.add(new Fault(
                    given.place(),
                    Checker.path(path, key) + " is '" + word + "'; expected " + Checker.any(names)
                            + Checker.meant(word, names)));
        }
        return null;
    }

    private static @Nullable Schema byKey(Entries object, List<Schema> branches, String path, List<Fault> faults) {
        List<String> keys = new ArrayList<>();
        List<String> present = new ArrayList<>();
        Schema chosen = null;
        for (Schema branch : branches) {
            String key = branch.words("required").get(0);
            keys.add(key);
            if (object.entries().containsKey(key)) {
                present.add(key);
                chosen = branch;
            }
        }
        if (present.size() == 1) {
            return chosen;
        }
        if (present.isEmpty()) {
            faults.add(withoutForm(object, branches, keys, path));
            return null;
        }
        List<String> inOrder =
                object.entries().keySet().stream().filter(present::contains).toList();
        Value.Entry second = object.entries().get(inOrder.get(1));
        faults.add(new Fault(
                second == null ? object.place() : second.keyPlace(),
                Checker.name(path) + " has both '" + inOrder.get(0) + "' and '" + inOrder.get(1) + "'; expected one of "
                        + Checker.any(keys)));
        return null;
    }

    /**
     * The fault of an object that has no key that names a form: the key that no form knows and that is most like one of those, so that what is
     * right in it ({@code at}) is never called unknown.
     */
    private static Fault withoutForm(Entries object, List<Schema> branches, List<String> keys, String path) {
        List<String> unknown = object.entries().keySet().stream()
                .filter(key ->
                        branches.stream().noneMatch(each -> each.properties().containsKey(key)))
                .toList();
        String key = unknown.stream()
                .filter(each -> !NearestNames.of(each, keys).isEmpty())
                .findFirst()
                .orElse(unknown.isEmpty() ? null : unknown.get(0));
        Value.Entry entry = key == null ? null : object.entries().get(key);
        return key == null || entry == null
                ? new Fault(object.place(), Checker.name(path) + " lacks one of " + Checker.any(keys))
                : new Fault(
                        entry.keyPlace(),
                        "unknown key '" + key + "' in " + Checker.name(path) + "; expected " + Checker.any(keys)
                                + Checker.meant(key, keys));
    }
}
