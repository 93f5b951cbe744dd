package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Entry;
import io.wavetank.experiment.scenario.Value.Items;
import io.wavetank.experiment.scenario.Value.Nothing;
import io.wavetank.experiment.scenario.Value.Numeral;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.experiment.scenario.Value.Truth;
import io.wavetank.workload.NearestNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a scenario to the schema: collects every fault with its place, and returns the scenario with every default filled in, keys in the order
 * of the schema. A value with a fault is returned as it is.
 */
final class Checker {
    private final List<Fault> faults;
    private final Set<String> broken = new LinkedHashSet<>();

    Checker(List<Fault> faults) {
        this.faults = faults;
    }

    /** Checks a whole scenario. */
    Value check(Value scenario, Schema schema) {
        return check(scenario, schema, "", null);
    }

    /** The paths of what has a fault in it. */
    Set<String> broken() {
        return broken;
    }

    private Value check(Value value, Schema schema, String path, @Nullable Unit outer) {
        Unit unit = unit(schema, outer);
        if (schema.has("oneOf")) {
            Schema branch = Branch.of(value, schema, unit, path, faults);
            return branch == null ? value : check(value, branch, path, unit);
        }
        if (schema.types().isEmpty()) {
            return value; // anything may stand here
        }
        Value fit = asText(value, schema);
        if (!Types.allowed(fit, schema.types())) {
            fault(fit.place(), Types.complaint(fit, schema, path, unit));
            return fit;
        }
        if (fit instanceof Entries entries) {
            return entries(entries, schema, path, unit);
        } else if (fit instanceof Items items) {
            return items(items, schema, path, unit);
        }
        scalar(fit, schema, path, unit);
        return fit;
    }

    private static @Nullable Unit unit(Schema schema, @Nullable Unit outer) {
        String name = schema.get("x-unit").asText("");
        return name.isEmpty() || name.equals("scale") ? outer : Unit.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Value asText(Value value, Schema schema) {
        return schema.get("x-text").asBoolean() ? asText(value) : value;
    }

    /** A number or a truth value as it is written, for it is a name; anything else as it is. */
    static Value asText(Value value) {
        if (value instanceof Numeral numeral) {
            return new Text(numeral.place(), numeral.text(), false);
        } else if (value instanceof Truth truth) {
            return new Text(truth.place(), Boolean.toString(truth.value()), false);
        }
        return value;
    }

    private Value entries(Entries object, Schema schema, String path, @Nullable Unit unit) {
        Map<String, Schema> known = schema.properties();
        Map<String, Entry> checked = new LinkedHashMap<>();
        Schema others = schema.others();
        for (var property : known.entrySet()) {
            String key = property.getKey();
            Entry given = object.entries().get(key);
            JsonNode fallback = property.getValue().get("default");
            if (given == null && !fallback.isMissingNode()) {
                given = new Entry(object.place(), Value.of(fallback, object.place()));
            }
            if (given != null) {
                checked.put(key, check(given, property.getValue(), path(path, key), unit));
            }
        }
        for (var given : object.entries().entrySet()) {
            if (!known.containsKey(given.getKey())) {
                if (others == null) {
                    unknown(given.getKey(), given.getValue().keyPlace(), known.keySet(), path);
                } else {
                    checked.put(given.getKey(), check(given.getValue(), others, path(path, given.getKey()), unit));
                }
            }
        }
        for (String required : schema.words("required")) {
            if (!object.entries().containsKey(required) && !misspelt(required, object, known.keySet())) {
                fault(object.place(), name(path) + " lacks '" + required + "'" + expected(known.get(required)));
            }
        }
        return new Entries(object.place(), checked);
    }

    private Entry check(Entry entry, Schema schema, String path, @Nullable Unit unit) {
        int before = faults.size();
        Value checked = check(entry.value(), schema, path, unit);
        if (faults.size() > before) {
            broken.add(path);
        }
        return new Entry(entry.keyPlace(), checked);
    }

    private static String expected(@Nullable Schema schema) {
        String description = schema == null ? "" : schema.get("description").asText();
        int end = description.indexOf(';') >= 0 ? description.indexOf(';') : description.length();
        return description.isEmpty() ? "" : "; expected " + description.substring(0, end);
    }

    /** Whether one of the unknown keys was meant to be this one, so that it is enough to complain about that. */
    private static boolean misspelt(String required, Entries object, Set<String> known) {
        return object.entries().keySet().stream()
                .filter(key -> !known.contains(key))
                .anyMatch(key -> NearestNames.of(key, known).contains(required));
    }

    private void unknown(String key, Place place, Set<String> known, String path) {
        fault(place, "unknown key '" + key + "' in " + name(path) + "; expected " + any(known) + meant(key, known));
    }

    private Value items(Items list, Schema schema, String path, @Nullable Unit unit) {
        List<Value> checked = new ArrayList<>();
        Schema items = schema.items();
        for (int i = 0; i < list.values().size(); i++) {
            checked.add(check(list.values().get(i), items, path(path, Integer.toString(i)), unit));
        }
        int least = schema.get("minItems").asInt(0);
        int most = schema.get("maxItems").asInt(Integer.MAX_VALUE);
        if (checked.size() < least || checked.size() > most) {
            fault(
                    list.place(),
                    name(path) + " has " + checked.size() + (checked.size() == 1 ? " entry" : " entries")
                            + "; expected "
                            + (least == most
                                    ? least
                                    : checked.size() < least ? "at least " + least : "at most " + most));
        }
        return new Items(list.place(), checked);
    }

    private void scalar(Value value, Schema schema, String path, @Nullable Unit unit) {
        if (schema.has("x-unit") && unit != null && (value instanceof Text || value instanceof Numeral)) {
            String text = value instanceof Text word ? word.text() : ((Numeral) value).text();
            List<String> words = schema.words("x-words");
            String or = words.isEmpty() ? "" : ", or " + any(words) + meant(text, words);
            String complaint = words.contains(text)
                    ? null
                    : unit.complaint(text, schema.get("x-whole").asBoolean(), or);
            if (complaint != null) {
                String why = value instanceof Text word && word.plain() ? Plain.why(word) : "";
                fault(value.place(), name(path) + " is '" + text + "'" + why + complaint);
            }
        } else if (value instanceof Text text) {
            words(text, schema, path);
        } else if (value instanceof Numeral numeral) {
            range(numeral, schema, path);
        }
    }

    private void words(Text text, Schema schema, String path) {
        List<String> words = schema.words("enum");
        if (!words.isEmpty() && !words.contains(text.text())) {
            fault(
                    text.place(),
                    name(path) + " is '" + text.text() + "'; expected " + any(words) + meant(text.text(), words));
        }
        if (text.text().length() < schema.get("minLength").asInt(0)) {
            fault(text.place(), name(path) + " is empty" + expected(schema));
        }
        if (schema.has("pattern") && !text.text().matches(schema.get("pattern").asText())) {
            fault(text.place(), name(path) + " is '" + text.text() + "'" + expected(schema));
        }
    }

    private void range(Numeral numeral, Schema schema, String path) {
        var number = numeral.number();
        boolean low = (schema.has("minimum")
                        && number.compareTo(schema.get("minimum").decimalValue()) < 0)
                || (schema.has("exclusiveMinimum")
                        && number.compareTo(schema.get("exclusiveMinimum").decimalValue()) <= 0);
        boolean high = (schema.has("maximum")
                        && number.compareTo(schema.get("maximum").decimalValue()) > 0)
                || (schema.has("exclusiveMaximum")
                        && number.compareTo(schema.get("exclusiveMaximum").decimalValue()) >= 0);
        if (low || high) {
            fault(numeral.place(), name(path) + " is " + numeral.text() + "; expected " + Types.number(schema));
        }
    }

    private void fault(Place place, String message) {
        faults.add(new Fault(place, message));
    }

    static String path(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** How messages call what stands at a path. */
    static String name(String path) {
        return path.isEmpty() ? "the scenario" : path;
    }

    static String any(Collection<String> words) {
        List<String> all = List.copyOf(new LinkedHashSet<>(words));
        return all.size() < 2
                ? all.stream().collect(Collectors.joining())
                : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.get(all.size() - 1);
    }

    static String meant(String given, Collection<String> known) {
        List<String> near = NearestNames.of(given, known);
        return near.isEmpty() ? "" : "; did you mean '" + near.get(0) + "'?";
    }

    /** Returns whether a value is nothing, written or not. */
    static boolean nothing(@Nullable Value value) {
        return value == null || value instanceof Nothing;
    }
}
