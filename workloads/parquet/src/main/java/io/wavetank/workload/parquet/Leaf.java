package io.wavetank.workload.parquet;

import io.wavetank.workload.input.Cells;
import io.wavetank.workload.input.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A column as it is stored.
 *
 * @param column what it is to readers
 * @param number its place among all stored columns
 * @param type how values are stored
 * @param length how many bytes a value of fixed length has
 * @param meaning what stored values mean
 * @param scale decimals, of what means a decimal number
 * @param mostDefinition definition level of a value that is there
 * @param elementDefinition definition level from which on there is an element of the list
 */
record Leaf(
        TableColumn column,
        int number,
        Type type,
        int length,
        Meaning meaning,
        int scale,
        int mostDefinition,
        int elementDefinition) {
    /** How values are stored. */
    enum Type {
        BOOLEAN,
        INT32,
        INT64,
        INT96,
        FLOAT,
        DOUBLE,
        BYTES,
        FIXED;

        boolean text() {
            return this == BYTES || this == FIXED;
        }
    }

    /** What stored values mean. */
    enum Meaning {
        PLAIN,
        UNSIGNED,
        DECIMAL,
        DAYS,
        MILLIS,
        MICROS,
        NANOS
    }

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long JULIAN_EPOCH = 2_440_588;

    /** The kind of values that a column stored so has. */
    static TableColumn.Kind kind(Type type, Meaning meaning) {
        return switch (meaning) {
            case DECIMAL -> TableColumn.Kind.TEXT;
            case DAYS, MILLIS, MICROS, NANOS -> TableColumn.Kind.INSTANT;
            case PLAIN, UNSIGNED ->
                switch (type) {
                    case BOOLEAN -> TableColumn.Kind.TRUTH;
                    case INT32, INT64 -> TableColumn.Kind.WHOLE;
                    case INT96 -> TableColumn.Kind.INSTANT;
                    case FLOAT, DOUBLE -> TableColumn.Kind.NUMBER;
                    case BYTES, FIXED -> TableColumn.Kind.TEXT;
                };
        };
    }

    boolean list() {
        return column.list();
    }

    /** Whether values are kept as text and not as 64 bits. */
    boolean asText() {
        return column.kind() == TableColumn.Kind.TEXT;
    }

    /** What a stored number means: a number, the bits of a floating-point one, or nanoseconds since 1970. */
    long bits(long stored) {
        return switch (meaning) {
            case UNSIGNED -> type == Type.INT32 ? stored & 0xFFFF_FFFFL : stored;
            case DAYS -> times(stored, NANOS_PER_DAY);
            case MILLIS -> times(stored, 1_000_000);
            case MICROS -> times(stored, 1_000);
            case PLAIN, NANOS, DECIMAL -> stored;
        };
    }

    private static long times(long value, long factor) {
        long high = Math.multiplyHigh(value, factor);
        long low = value * factor;
        if ((high != 0 || low < 0) && (high != -1 || low >= 0)) {
            throw new Corrupt("a point in time that 64 bits of nanoseconds do not hold: " + value);
        }
        return low;
    }

    /** Nanoseconds since 1970 of a day by Julian count and nanoseconds in it. */
    static long instant(long nanosOfDay, long julianDay) {
        if (julianDay < 0 || julianDay > 10_000_000 || nanosOfDay < 0 || nanosOfDay > NANOS_PER_DAY) {
            throw new Corrupt("a point in time on day " + julianDay);
        }
        return times(julianDay - JULIAN_EPOCH, NANOS_PER_DAY) + nanosOfDay;
    }

    /** The text that stored bytes mean. */
    String text(byte[] bytes, int offset, int size) {
        if (size > Cells.LONGEST_TEXT) {
            throw new Corrupt("a text of " + size + " bytes");
        }
        if (meaning == Meaning.DECIMAL) {
            if (size == 0 || size > 32) {
                throw new Corrupt("a decimal number of " + size + " bytes");
            }
            return decimal(new BigInteger(Arrays.copyOfRange(bytes, offset, offset + size)));
        }
        return Cells.text(bytes, offset, size);
    }

    /** The decimal number that a stored whole number means. */
    String decimal(BigInteger stored) {
        return new BigDecimal(stored, scale).toPlainString();
    }
}
