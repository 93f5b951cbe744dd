package io.wavetank.workload.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A structure of Thrift's compact protocol, in which Parquet keeps what it says about itself: values by the number of their field.
 *
 * <p>What is read is bounded: nesting, the number of values, and every length by the bytes that are there.
 *
 * <p>Source: thrift-compact-protocol.md of Apache Thrift.
 */
final class Thrift {
    private static final int DEEPEST = 24;
    private static final int MOST_FIELDS = 64;
    private static final int MOST_VALUES = 4_000_000;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int UUID = 13;

    private final @Nullable Object[] fields;

    private Thrift(@Nullable Object[] fields) {
        this.fields = fields;
    }

    /** Reads structures out of bytes. */
    static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;
        private int values;

        Reader(byte[] bytes, int offset, int length) {
            this.bytes = bytes;
            this.at = offset;
            this.end = offset + length;
        }

        /** Where it stands. */
        int position() {
            return at;
        }

        Thrift struct() {
            return struct(0);
        }

        private Thrift struct(int depth) {
            @Nullable Object[] fields = new @Nullable Object[16];
            int field = 0;
            for (int head = octet(); (head & 0xF) != 0; head = octet()) {
                int delta = head >>> 4;
                long number = delta == 0 ? zigzag() : field + (long) delta;
                Object value = value(head & 0xF, depth, true);
                if (number >= 0 && number < MOST_FIELDS) {
                    field = (int) number;
                    if (field >= fields.length) {
                        fields = Arrays.copyOf(fields, MOST_FIELDS);
                    }
                    fields[field] = value;
                } else {
                    throw new Corrupt("a field of the number " + number);
                }
            }
            return new Thrift(fields);
        }

        private Object value(int type, int depth, boolean field) {
            if (depth > DEEPEST || ++values > MOST_VALUES) {
                throw new Corrupt("more nesting or more values than are read");
            }
            return switch (type) {
                case TRUE, FALSE -> field ? type == TRUE : octet() == TRUE;
                case BYTE -> (long) (byte) octet();
                case I16, I32, I64 -> zigzag();
                case DOUBLE -> Double.longBitsToDouble(fixed());
                case BINARY -> binary((int) length(1));
                case LIST, SET -> list(depth);
                case MAP -> map(depth);
                case STRUCT -> struct(depth + 1);
                case UUID -> binary(16);
                default -> throw new Corrupt("a value of the unknown type " + type);
            };
        }

        private List<Object> list(int depth) {
            int head = octet();
            long size = head >>> 4 == 15 ? length(1) : head >>> 4;
            List<Object> list = new ArrayList<>((int) Math.min(size, 1024));
            for (long i = 0; i < size; i++) {
                list.add(value(head & 0xF, depth + 1, false));
            }
            return list;
        }

        /** Nothing of what is read here stands in a map: it is passed over. */
        private List<Object> map(int depth) {
            long size = length(2);
            int types = size == 0 ? 0 : octet();
            for (long i = 0; i < size; i++) {
                value(types >>> 4, depth + 1, false);
                value(types & 0xF, depth + 1, false);
            }
            return List.of();
        }

        /** A number of things that take at least so many bytes each. */
        private long length(int bytesEach) {
            long length = varint();
            if (length < 0 || length > (end - at) / bytesEach) {
                throw new Corrupt("a length of " + length + " where " + (end - at) + " bytes are left");
            }
            return length;
        }

        private byte[] binary(int length) {
            if (length > end - at) {
                throw new CutOff();
            }
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }

        private int octet() {
            if (at == end) {
                throw new CutOff();
            }
            return bytes[at++] & 0xFF;
        }

        private long fixed() {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                value |= (long) octet() << (8 * i);
            }
            return value;
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                int next = octet();
                value |= (long) (next & 0x7F) << shift;
                if (next < 0x80) {
                    return value;
                }
            }
            throw new Corrupt("a number of more than 64 bits");
        }

        private long zigzag() {
            long value = varint();
            return (value >>> 1) ^ -(value & 1);
        }
    }

    /** Says that a structure goes on after the bytes at hand. */
    static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CutOff() {
            super("a structure is cut off", null, false, false);
        }
    }

    private @Nullable Object field(int number) {
        return number < fields.length ? fields[number] : null;
    }

    boolean has(int number) {
        return field(number) != null;
    }

    /** A whole number. */
    long whole(int number) {
        if (field(number) instanceof Long value) {
            return value;
        }
        throw new Corrupt("field " + number + " is missing");
    }

    /** A whole number, or {@code otherwise} if it is not there. */
    long whole(int number, long otherwise) {
        return has(number) ? whole(number) : otherwise;
    }

    /** A whole number of 31 bits. */
    int size(int number) {
        long value = whole(number);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new Corrupt("a size of " + value);
        }
        return (int) value;
    }

    boolean truth(int number, boolean otherwise) {
        return field(number) instanceof Boolean value ? value : otherwise;
    }

    /** A text, cut to what a name may be. */
    String text(int number) {
        if (field(number) instanceof byte[] value) {
            if (value.length > 1000) {
                throw new Corrupt("a name of " + value.length + " bytes");
            }
            return new String(value, StandardCharsets.UTF_8);
        }
        throw new Corrupt("field " + number + " is missing");
    }

    Thrift struct(int number) {
        if (field(number) instanceof Thrift value) {
            return value;
        }
        throw new Corrupt("field " + number + " is missing");
    }

    /** The structures of a list; none if it is not there. */
    List<Thrift> structs(int number) {
        List<Thrift> structs = new ArrayList<>();
        if (field(number) instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof Thrift struct)) {
                    throw new Corrupt("field " + number + " is no list of structures");
                }
                structs.add(struct);
            }
        }
        return structs;
    }
}
