package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Entry;
import io.wavetank.experiment.scenario.Value.Items;
import io.wavetank.experiment.scenario.Value.Numeral;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.experiment.scenario.Value.Truth;
import io.wavetank.policy.constraint.CountOrPercentage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads keys of an object that the schema has found sound, so that anything missing here is a defect of ours. */
record Section(Entries entries, String path) {
    static Section of(@Nullable Value value, String path) {
        if (value instanceof Entries entries) {
            return new Section(entries, path);
        }
        throw new IllegalStateException("The schema let pass what is no object: " + path);
    }

    private Value require(String key) {
        Value value = entries.get(key);
        if (value == null) {
            throw new IllegalStateException("The schema let pass a lack of " + Checker.path(path, key));
        }
        return value;
    }

    /** Whether the key is there and has a value. */
    boolean has(String key) {
        return !Checker.nothing(entries.get(key));
    }

    Place place() {
        return entries.place();
    }

    /** Where a key's value stands; where the object begins if there is none. */
    Place place(String key) {
        Value value = entries.get(key);
        return value == null ? entries.place() : value.place();
    }

    Place keyPlace(String key) {
        Entry entry = entries.entries().get(key);
        return entry == null ? entries.place() : entry.keyPlace();
    }

    Value value(String key) {
        return require(key);
    }

    Section section(String key) {
        return of(require(key), Checker.path(path, key));
    }

    List<Value> list(String key) {
        return require(key) instanceof Items items ? items.values() : List.of();
    }

    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        List<Value> values = list(key);
        for (int i = 0; i < values.size(); i++) {
            sections.add(of(values.get(i), Checker.path(path, key) + "." + i));
        }
        return sections;
    }

    List<String> texts(String key) {
        return list(key).stream().map(Section::text).toList();
    }

    List<Double> numbers(String key) {
        return list(key).stream().map(Section::number).toList();
    }

    String text(String key) {
        return text(require(key));
    }

    @Nullable
    String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    boolean truth(String key) {
        return require(key) instanceof Truth truth && truth.value();
    }

    double number(String key) {
        return number(require(key));
    }

    long whole(String key) {
        if (require(key) instanceof Numeral numeral) {
            return numeral.number().longValueExact();
        }
        throw new IllegalStateException("The schema let pass what is no number: " + Checker.path(path, key));
    }

    /** A quantity in whole units. */
    long whole(String key, Unit unit) {
        return unit.whole(text(key));
    }

    /** A quantity as the generator counts it. */
    double number(String key, Unit unit) {
        return unit.number(text(key));
    }

    SortedMap<String, String> map(String key) {
        SortedMap<String, String> map = new TreeMap<>();
        for (Map.Entry<String, Entry> each : section(key).entries.entries().entrySet()) {
            map.put(each.getKey(), text(each.getValue().value()));
        }
        return map;
    }

    static String text(Value value) {
        if (value instanceof Text text) {
            return text.text();
        } else if (value instanceof Numeral numeral) {
            return numeral.text();
        }
        throw new IllegalStateException("The schema let pass what is no text: " + value.json());
    }

    static double number(Value value) {
        if (value instanceof Numeral numeral) {
            return numeral.number().doubleValue();
        }
        throw new IllegalStateException("The schema let pass what is no number: " + value.json());
    }

    /**
     * Returns a number or a percentage.
     *
     * @throws IllegalArgumentException if it is more than can be counted, for {@link #made}
     */
    CountOrPercentage countOrPercentage(String key) {
        if (value(key) instanceof Numeral numeral) {
            return new CountOrPercentage(numeral.number().intValueExact(), false);
        }
        String text = text(key);
        var percent = new BigInteger(text.substring(0, text.length() - 1));
        if (percent.bitLength() >= Integer.SIZE) {
            throw new IllegalArgumentException(key + " is " + text + "; expected a percentage such as 25%");
        }
        return new CountOrPercentage(percent.intValue(), true);
    }

    /** Returns what is made of this section, a complaint about it as the fault of the section. */
    <T> T made(Made<T> maker) throws ScenarioException {
        try {
            return maker.make();
        } catch (IllegalArgumentException e) {
            throw ScenarioException.of(place(), Checker.name(path) + ": " + words(String.valueOf(e.getMessage())));
        }
    }

    /** The generator's records say the unit in the name of a key; a scenario says it in the value. */
    private static String words(String message) {
        return message.replace("run_seconds", "run_time")
                .replace("until.seconds", "time")
                .replaceAll("_(per_)?seconds?\\b", "");
    }

    /** Makes something, or complains by an {@link IllegalArgumentException}. */
    interface Made<T> {
        T make() throws ScenarioException;
    }
}
