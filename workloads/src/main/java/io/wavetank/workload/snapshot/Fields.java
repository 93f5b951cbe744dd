package io.wavetank.workload.snapshot;

import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value of a manifest that knows where it stands and whether anybody looked at it: what nobody did is a field that is not honoured.
 *
 * <p>A value that is missing is one that says nothing; asking it for its parts gives more of the kind.
 */
final class Fields {
    private static final Fields NOTHING = new Fields("", 0, null, null, null);

    private final String file;
    private final int line;
    private final @Nullable String text;
    private final @Nullable Map<String, Fields> entries;
    private final @Nullable List<Fields> items;
    private boolean read;

    private Fields(
            String file,
            int line,
            @Nullable String text,
            @Nullable Map<String, Fields> entries,
            @Nullable List<Fields> items) {
        this.file = file;
        this.line = line;
        this.text = text;
        this.entries = entries;
        this.items = items;
    }

    static Fields scalar(String file, int line, @Nullable String text) {
        return new Fields(file, line, text, null, null);
    }

    static Fields map(String file, int line, Map<String, Fields> entries) {
        return new Fields(file, line, null, entries, null);
    }

    static Fields list(String file, int line, List<Fields> items) {
        return new Fields(file, line, null, null, items);
    }

    /** Whether anything is said. */
    boolean given() {
        return text != null || entries != null || items != null;
    }

    /** The value of a key. */
    Fields at(String key) throws TraceFormatException {
        read = true;
        if (entries == null) {
            if (given()) {
                throw fault("a mapping is expected here, with '" + key + "' in it", "write 'key: value' pairs");
            }
            return NOTHING;
        }
        Fields value = entries.get(key);
        if (value == null) {
            return NOTHING;
        }
        value.read = true;
        return value;
    }

    /** The value at the end of several keys. */
    Fields at(String first, String second) throws TraceFormatException {
        return at(first).at(second);
    }

    /** The members of a list; none if nothing is said. */
    List<Fields> list() throws TraceFormatException {
        read = true;
        if (items == null) {
            if (given()) {
                throw fault("a list is expected here", "write '- item' lines");
            }
            return List.of();
        }
        items.forEach(item -> item.read = true);
        return items;
    }

    List<String> texts() throws TraceFormatException {
        List<String> texts = new ArrayList<>();
        for (Fields item : list()) {
            texts.add(item.text(""));
        }
        return texts;
    }

    /** The entries of a mapping as text. */
    SortedMap<String, String> strings() throws TraceFormatException {
        SortedMap<String, String> all = new TreeMap<>();
        for (String key : keys()) {
            all.put(key, at(key).text(""));
        }
        return all;
    }

    List<String> keys() throws TraceFormatException {
        read = true;
        if (entries == null) {
            if (given()) {
                throw fault("a mapping is expected here", "write 'key: value' pairs");
            }
            return List.of();
        }
        return List.copyOf(entries.keySet());
    }

    String text(String otherwise) throws TraceFormatException {
        read = true;
        if (text == null && given()) {
            throw fault("a single value is expected here", "write one word or number");
        }
        return text == null ? otherwise : text;
    }

    /** Whether it says yes, in the words of YAML 1.1, which the API's readers go by. */
    boolean truth() throws TraceFormatException {
        String word = text("false");
        return switch (word) {
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" -> true;
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N" -> false;
            default -> throw fault("'" + word + "' is neither true nor false", "write one of them");
        };
    }

    /** A whole number between two others. */
    int number(int otherwise, int least, int most) throws TraceFormatException {
        String word = text("");
        if (!given()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(word);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw fault("'" + word + "' is no whole number", "write one from " + least + " to " + most, e);
        }
        throw fault(word + " is out of range", "write a whole number from " + least + " to " + most);
    }

    /** An amount that is not negative: in thousandths if asked for, else in whole units. */
    long amount(boolean thousandths) throws TraceFormatException {
        try {
            Quantity quantity = Quantity.parse(text(""));
            long amount = thousandths ? quantity.milliValue() : quantity.value();
            if (amount >= 0) {
                return amount;
            }
            throw fault("the quantity " + quantity + " is negative", "write one that is not");
        } catch (IllegalArgumentException e) {
            String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
            throw fault(parts[0], parts.length > 1 ? parts[1] : "write a quantity such as 500m", e);
        }
    }

    TraceFormatException fault(String problem, String remedy) {
        return fault(problem, remedy, null);
    }

    TraceFormatException fault(String problem, String remedy, @Nullable Throwable cause) {
        return new TraceFormatException(file, line, problem, remedy, cause);
    }

    /** Adds the outermost parts that nobody looked at, by their path. */
    void collectUnread(String path, SortedMap<String, Long> counts) {
        if (!read && given()) {
            counts.merge(path, 1L, Long::sum);
            return;
        }
        if (entries != null) {
            for (Map.Entry<String, Fields> entry : new LinkedHashMap<>(entries).entrySet()) {
                entry.getValue().collectUnread(path + "." + entry.getKey(), counts);
            }
        }
        if (items != null) {
            items.forEach(item -> item.collectUnread(path + "[]", counts));
        }
    }

    /** Marks the value of a key as looked at if it is one of some words, which ask for nothing that is not done. */
    void settle(String key, String... harmless) {
        Fields value = entries == null ? null : entries.get(key);
        if (value != null && value.text != null && List.of(harmless).contains(value.text)) {
            value.read = true;
        }
    }

    /** Its entries; null if this is no mapping. */
    @Nullable
    Map<String, Fields> entries() {
        return entries;
    }

    /** Its members; null if this is no list. */
    @Nullable
    List<Fields> items() {
        return items;
    }

    /** Marks it and all its parts as looked at. */
    void settle() {
        read = true;
        if (entries != null) {
            entries.values().forEach(Fields::settle);
        }
        if (items != null) {
            items.forEach(Fields::settle);
        }
    }
}
