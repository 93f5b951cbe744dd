package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads fields of recorded JSON: an absent or null list is empty, an absent number 0, an absent text empty; a field of another type is refused. */
public final class Fields {
    private Fields() {}

    /** Says that a field is not what it should be; the message names field and value. */
    public static IllegalArgumentException wrong(String field, JsonNode value) {
        String text = value.toString();
        return new IllegalArgumentException(
                "field '" + field + "' is " + (text.length() > 60 ? text.substring(0, 60) + "..." : text));
    }

    /** Returns a text. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return "";
        } else if (!value.isTextual()) {
            throw wrong(field, value);
        }
        return value.textValue();
    }

    /** Returns a whole number. */
    public static long number(JsonNode node, String field) {
        return number(node, field, 0);
    }

    /** Returns a whole number, or what stands for an absent one. */
    public static long number(JsonNode node, String field, long absent) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return absent;
        } else if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrong(field, value);
        }
        return value.longValue();
    }

    /** Returns a whole number that fits into 32 bits. */
    public static int whole(JsonNode node, String field) {
        return Math.toIntExact(number(node, field));
    }

    /** Returns whether a flag is set. */
    public static boolean flag(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(field, value);
        }
        return value.booleanValue();
    }

    /** Returns a list, each member read by a reader. */
    public static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> reader) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw wrong(field, value);
        }
        List<T> list = new ArrayList<>();
        value.forEach(each -> list.add(reader.apply(each)));
        return list;
    }

    /** Returns a list of texts. */
    public static List<String> texts(JsonNode node, String field) {
        return list(node, field, each -> {
            if (!each.isTextual()) {
                throw wrong(field, each);
            }
            return each.textValue();
        });
    }

    /** Returns a list of whole numbers. */
    public static List<Integer> wholes(JsonNode node, String field) {
        return list(node, field, each -> {
            if (!each.isInt()) {
                throw wrong(field, each);
            }
            return each.intValue();
        });
    }

    /** Returns an object of texts. */
    public static SortedMap<String, String> labels(JsonNode node, String field) {
        SortedMap<String, String> labels = new TreeMap<>();
        JsonNode map = node.path(field);
        map.fieldNames().forEachRemaining(key -> labels.put(key, text(map, key)));
        return labels;
    }

    /** Returns an object of whole numbers. */
    public static SortedMap<String, Long> amounts(JsonNode node, String field) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        JsonNode map = node.path(field);
        map.fieldNames().forEachRemaining(key -> amounts.put(key, number(map, key)));
        return amounts;
    }
}
