package io.wavetank.workload.input;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON value and where it stands, read as what it ought to be; a fault names file, line and member. */
public final class JsonItem {
    private static final int MAX_LENGTH = 40;

    private final String file;
    private final long line;
    private final @Nullable Object value;

    /** A number as it is written. */
    record Numeral(String text) {}

    JsonItem(String file, long line, @Nullable Object value) {
        this.file = file;
        this.line = line;
        this.value = value;
    }

    /** Whether it is {@code null}. */
    public boolean isNull() {
        return value == null;
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return value instanceof List;
    }

    /** Whether it is an object with that member, not null. */
    public boolean has(String member) {
        return value instanceof Map<?, ?> members && members.get(member) instanceof JsonItem item && !item.isNull();
    }

    /** The member of that name. */
    public JsonItem get(String member) throws TraceFormatException {
        JsonItem item = members().get(member);
        if (item == null || item.isNull()) {
            throw fault("the member '" + member + "' is missing");
        }
        return item;
    }

    /** The members, in their order. */
    @SuppressWarnings("unchecked") // JsonItems makes no other maps
    public Map<String, JsonItem> members() throws TraceFormatException {
        if (!(value instanceof Map)) {
            throw fault("an object is expected here");
        }
        return (Map<String, JsonItem>) value;
    }

    /** The elements of the array of that name; none if there is no such member. */
    public List<JsonItem> list(String member) throws TraceFormatException {
        return has(member) ? get(member).elements() : List.of();
    }

    /** The elements, in their order. */
    @SuppressWarnings("unchecked") // JsonItems makes no other lists
    public List<JsonItem> elements() throws TraceFormatException {
        if (!(value instanceof List)) {
            throw fault("an array is expected here");
        }
        return (List<JsonItem>) value;
    }

    /** The text, number or truth value of that name as text; the empty string if there is no such member. */
    public String text(String member) throws TraceFormatException {
        return has(member) ? get(member).text() : "";
    }

    /** The text, number or truth value as text. */
    public String text() throws TraceFormatException {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Numeral numeral) {
            return numeral.text;
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        throw fault("a text is expected here");
    }

    /** The number of that name, which may be written as a text, times ten to the power of {@code power}; see {@link Row#scaled}. */
    public long scaled(String member, int power) throws TraceFormatException {
        return get(member).scaled(power, "'" + member + "'");
    }

    /** The same, or {@code otherwise} if there is no such member. */
    public long scaled(String member, int power, long otherwise) throws TraceFormatException {
        return has(member) ? scaled(member, power) : otherwise;
    }

    private long scaled(int power, String name) throws TraceFormatException {
        String text = text();
        try {
            BigDecimal number = text.length() <= MAX_LENGTH ? new BigDecimal(text) : null;
            if (number != null && Math.abs((long) number.scale()) <= MAX_LENGTH) {
                return number.movePointRight(power).setScale(0, RoundingMode.UP).longValueExact();
            }
        } catch (NumberFormatException e) {
            throw fault(name + ": number expected, got " + Quoted.of(text));
        } catch (ArithmeticException e) {
            throw fault(name + ": " + Quoted.of(text) + " is beyond what 64 bits hold in our unit");
        }
        throw fault(name + ": number of ordinary size expected, got " + Quoted.of(text));
    }

    /** The whole number of that name, which may be written as a text. */
    public long whole(String member) throws TraceFormatException {
        JsonItem item = get(member);
        String text = item.text();
        try {
            if (text.length() <= MAX_LENGTH) {
                return new BigDecimal(text).longValueExact();
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw item.fault("'" + member + "': whole number expected, got " + Quoted.of(text));
        }
        throw item.fault("'" + member + "': number of ordinary size expected, got " + Quoted.of(text));
    }

    /** The same, or {@code otherwise} if there is no such member. */
    public long whole(String member, long otherwise) throws TraceFormatException {
        return has(member) ? whole(member) : otherwise;
    }

    /** A fault of this value. */
    public TraceFormatException fault(String problem) {
        return new TraceFormatException(file, line, problem, "correct this place");
    }
}
