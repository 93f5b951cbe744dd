package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads fields of recorded JSON: an absent list is empty, an absent number 0, an absent text empty; a field of another type is refused. */
final class Fields {
    private Fields() {}

    /** Says that a field is not what it should be; the message names field and value. */
    static IllegalArgumentException wrong(String field, JsonNode value) {
        String text = value.toString();
        return new IllegalArgumentException(
                "field '" + field + "' is " + (text.length() > 60 ? text.substring(0, 60) + "..." : text));
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return "";
        } else if (!value.isTextual()) {
            throw wrong(field, value);
        }
        return value.textValue();
    }

    static long number(JsonNode node, String field) {
        return number(node, field, 0);
    }

    static long number(JsonNode node, String field, long absent) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return absent;
        } else if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrong(field, value);
        }
        return value.longValue();
    }

    static int whole(JsonNode node, String field) {
        return Math.toIntExact(number(node, field));
    }

    static boolean flag(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(field, value);
        }
        return value.booleanValue();
    }

    static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> reader) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(field, value);
        }
        List<T> list = new ArrayList<>();
        value.forEach(each -> list.add(reader.apply(each)));
        return list;
    }

    static List<String> texts(JsonNode node, String field) {
        return list(node, field, each -> {
            if (!each.isTextual()) {
                throw wrong(field, each);
            }
            return each.textValue();
        });
    }

    static List<Integer> wholes(JsonNode node, String field) {
        return list(node, field, each -> {
            if (!each.isInt()) {
                throw wrong(field, each);
            }
            return each.intValue();
        });
    }

    static SortedMap<String, String> labels(JsonNode node, String field) {
        SortedMap<String, String> labels = new TreeMap<>();
        JsonNode map = node.path(field);
        map.fieldNames().forEachRemaining(key -> labels.put(key, text(map, key)));
        return labels;
    }

    static SortedMap<String, Long> amounts(JsonNode node, String field) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        JsonNode map = node.path(field);
        map.fieldNames().forEachRemaining(key -> amounts.put(key, number(map, key)));
        return amounts;
    }
}
