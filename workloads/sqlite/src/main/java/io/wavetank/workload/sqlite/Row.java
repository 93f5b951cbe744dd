package io.wavetank.workload.sqlite;

import io.wavetank.workload.input.Cells;
import io.wavetank.workload.input.TableColumn.Kind;

/**
 * A row taken apart: what stands in each of its columns, as far as they are wanted.
 *
 * <p>Source: sqlite.org/fileformat2.html, section 2.1.
 */
final class Row {
    private static final int NULL = 0;
    private static final int REAL = 7;
    private static final int ZERO = 8;
    private static final int ONE = 9;

    private final Pager pager;
    private final long[] types;
    private final int[] places;
    private final int columns;
    private byte[] bytes = new byte[0];
    private int stored;

    /** Takes apart rows of at most so many columns; those beyond are passed over. */
    Row(Pager pager, int columns) {
        this.pager = pager;
        this.columns = columns;
        this.types = new long[columns];
        this.places = new int[columns];
    }

    void take(byte[] row, int length) {
        bytes = row;
        var varint = new Varint(row, length);
        long header = varint.next();
        if (header < varint.position() || header > length) {
            throw new Corrupt("a row with a header of " + header + " bytes");
        }
        long place = header;
        stored = 0;
        while (varint.position() < header && stored < columns) {
            long type = varint.next();
            if (type == 10 || type == 11 || type < 0) {
                throw new Corrupt("a value of the unknown type " + type);
            }
            long size = size(type);
            if (place + size > length) {
                throw new Corrupt("a value beyond its row");
            }
            types[stored] = type;
            places[stored] = (int) place;
            place += size;
            stored++;
        }
    }

    private static long size(long type) {
        if (type >= 12) {
            return (type - 12) / 2;
        }
        return switch ((int) type) {
            case 1 -> 1;
            case 2 -> 2;
            case 3 -> 3;
            case 4 -> 4;
            case 5 -> 6;
            case 6, REAL -> 8;
            default -> 0;
        };
    }

    /** Whether nothing stands in the column; so it is with columns that were added after the row. */
    boolean isNull(int column) {
        return column >= stored || types[column] == NULL;
    }

    Kind kind(int column) {
        return types[column] >= 12 ? Kind.TEXT : types[column] == REAL ? Kind.NUMBER : Kind.WHOLE;
    }

    long whole(int column) {
        int type = (int) types[column];
        if (type == ZERO || type == ONE) {
            return type == ONE ? 1 : 0;
        }
        int size = (int) size(type);
        long value = size == 0 ? 0 : bytes[places[column]];
        for (int i = 1; i < size; i++) {
            value = value << 8 | (bytes[places[column] + i] & 0xFF);
        }
        return value;
    }

    double real(int column) {
        return kind(column) == Kind.NUMBER ? Double.longBitsToDouble(whole(column)) : whole(column);
    }

    /** Refuses texts that are longer than any that a trace has. */
    void requireShort(int column) {
        if (size(types[column]) > Cells.LONGEST_TEXT) {
            throw new Corrupt("a text of " + size(types[column]) + " bytes");
        }
    }

    String text(int column) {
        return pager.text(bytes, places[column], (int) size(types[column]));
    }
}
