package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a scenario file that knows where it stands. */
sealed interface Value {
    /** Where it begins. */
    Place place();

    /**
     * A word or more.
     *
     * @param plain whether it stands without quotes, so that other readers of YAML might take it for something else
     */
    record Text(Place place, String text, boolean plain) implements Value {}

    /** A number as JSON knows it; {@code text} is how it was written. */
    record Numeral(Place place, String text, BigDecimal number) implements Value {
        boolean whole() {
            return number.stripTrailingZeros().scale() <= 0;
        }
    }

    /** True or false. */
    record Truth(Place place, boolean value) implements Value {}

    /** Null, or nothing at all behind the colon. */
    record Nothing(Place place) implements Value {}

    /** A list. */
    record Items(Place place, List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Keys with values, in the order of the file. */
    record Entries(Place place, Map<String, Entry> entries) implements Value {
        public Entries {
            entries = new LinkedHashMap<>(entries);
        }

        @Nullable
        Value get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** Returns the same with that key set, at its place if it is there, else at the end. */
        Entries with(String key, Place keyPlace, Value value) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, new Entry(keyPlace, value));
            return new Entries(place, changed);
        }

        Entries with(String key, Value value) {
            Entry present = entries.get(key);
            return with(key, present == null ? value.place() : present.keyPlace(), value);
        }
    }

    /** A key's value; {@code keyPlace} is where the key stands. */
    record Entry(Place keyPlace, Value value) {}

    /** Returns the value of a JSON tree, all of it said to stand at one place. */
    static Value of(JsonNode node, Place place) {
        if (node.isObject()) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            node.properties().forEach(each -> entries.put(each.getKey(), new Entry(place, of(each.getValue(), place))));
            return new Entries(place, entries);
        } else if (node.isArray()) {
            List<Value> values = new ArrayList<>();
            node.forEach(each -> values.add(of(each, place)));
            return new Items(place, values);
        } else if (node.isNumber()) {
            return new Numeral(place, node.asText(), node.decimalValue());
        } else if (node.isBoolean()) {
            return new Truth(place, node.booleanValue());
        } else if (node.isNull()) {
            return new Nothing(place);
        }
        return new Text(place, node.asText(), false);
    }

    /** Returns the value as JSON. */
    default JsonNode json() {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (this instanceof Entries object) {
            ObjectNode node = factory.objectNode();
            object.entries().forEach((key, entry) -> node.set(key, entry.value().json()));
            return node;
        } else if (this instanceof Items list) {
            ArrayNode node = factory.arrayNode();
            list.values().forEach(each -> node.add(each.json()));
            return node;
        } else if (this instanceof Numeral numeral) {
            return numeral.whole()
                    ? factory.numberNode(numeral.number().toBigIntegerExact())
                    : factory.numberNode(numeral.number());
        } else if (this instanceof Truth truth) {
            return factory.booleanNode(truth.value());
        } else if (this instanceof Text text) {
            return factory.textNode(text.text());
        }
        return factory.nullNode();
    }
}
