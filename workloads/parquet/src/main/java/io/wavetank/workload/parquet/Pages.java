package io.wavetank.workload.parquet;

import io.wavetank.workload.input.FileBytes;
import io.wavetank.workload.input.TraceFormatException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The pages of one column in one group of rows after another; one page at a time is in memory. */
final class Pages {
    private static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int DATA_V2 = 3;

    private static final int SHORT_HEAD = 256;
    private static final int LONGEST_HEAD = 1 << 20;

    private final FileBytes file;
    private final long dataEnd;
    private final Leaf leaf;
    private final Budget budget;
    private byte[] packed = new byte[0];
    private byte[] unpacked = new byte[0];
    private Dictionary dictionary = Dictionary.NONE;
    private Footer.@Nullable Chunk chunk;
    private long at;
    private long valuesLeft;

    /**
     * A page of data.
     *
     * @param values how many there are, nulls included
     * @param repetitions levels; null if all are 0
     * @param definitions levels; null if all are those of a value that is there
     */
    record Page(
            int values,
            @Nullable Runs repetitions,
            @Nullable Runs definitions,
            Values data) {}

    Pages(FileBytes file, long dataEnd, Leaf leaf, Budget budget) {
        this.file = file;
        this.dataEnd = dataEnd;
        this.leaf = leaf;
        this.budget = budget;
    }

    /** Goes to the column in the next group. */
    void start(Footer.Chunk next) {
        chunk = next;
        at = next.start();
        valuesLeft = next.values();
        dictionary = Dictionary.NONE;
    }

    /** Returns the next page of data in the group; null after its last value. */
    @Nullable
    Page next() throws TraceFormatException {
        while (chunk != null && valuesLeft > 0) {
            Thrift head = head();
            int size = head.size(2);
            int length = head.size(3);
            if (length > dataEnd - at) {
                throw new Corrupt("a page of " + length + " bytes where " + (dataEnd - at) + " are left");
            }
            Page page = switch ((int) head.whole(1)) {
                case DATA -> first(head, length, size);
                case DATA_V2 -> second(head, length, size);
                case DICTIONARY -> dictionary(head, length, size);
                default -> null;
            };
            at += length;
            if (page != null) {
                valuesLeft -= page.values;
                if (valuesLeft < 0) {
                    throw new Corrupt("pages with more values than were told");
                }
                if (page.values > 0) {
                    return page;
                }
            }
        }
        return null;
    }

    /** A header is not told how long it is: it is read in ever longer pieces. */
    private Thrift head() throws TraceFormatException {
        for (int piece = SHORT_HEAD; ; piece *= 16) {
            int length = (int) Math.min(piece, dataEnd - at);
            packed = budget.grown(packed, length);
            file.read(at, packed, 0, length);
            try {
                var reader = new Thrift.Reader(packed, 0, length);
                Thrift head = reader.struct();
                at += reader.position();
                return head;
            } catch (Thrift.CutOff | Corrupt e) {
                // A length that is more than is left looks corrupt before it is cut off.
                if (length < piece || piece >= LONGEST_HEAD) {
                    throw new Corrupt("a page header with " + e.getMessage());
                }
            }
        }
    }

    /** Reads a page as it is stored, and checks its checksum if it has one. */
    private void stored(Thrift head, int length) throws TraceFormatException {
        packed = budget.grown(packed, length);
        file.read(at, packed, 0, length);
        if (head.has(4)) {
            var checksum = new CRC32();
            checksum.update(packed, 0, length);
            if ((int) checksum.getValue() != (int) head.whole(4)) {
                throw new Corrupt("a page whose checksum does not match");
            }
        }
    }

    /** Returns the array that holds the page unpacked, from 0 to {@code size}; the first {@code plain} bytes are stored as they are. */
    private byte[] content(int length, int size, int plain, boolean compressed) {
        int codec = chunk == null || !compressed ? 0 : chunk.codec();
        if (Codec.none(codec)) {
            if (size != length) {
                throw new Corrupt("a page of " + length + " bytes where " + size + " were told");
            }
            return packed;
        }
        unpacked = budget.grown(unpacked, size);
        System.arraycopy(packed, 0, unpacked, 0, plain);
        if (size > plain) {
            Codec.unpack(codec, packed, plain, length - plain, unpacked, plain, size - plain);
        }
        return unpacked;
    }

    private @Nullable Page dictionary(Thrift head, int length, int size) throws TraceFormatException {
        stored(head, length);
        byte[] bytes = content(length, size, 0, true);
        dictionary = Dictionary.read(leaf, bytes, size, head.struct(7).size(1));
        return null;
    }

    private Page first(Thrift head, int length, int size) throws TraceFormatException {
        stored(head, length);
        byte[] bytes = content(length, size, 0, true);
        Thrift data = head.struct(5);
        int position = 0;
        Runs repetitions = null;
        Runs definitions = null;
        if (leaf.list()) {
            int runs = levels(bytes, position, size, data.whole(4));
            repetitions = new Runs(bytes, position + 4, runs, 1);
            position += 4 + runs;
        }
        if (leaf.mostDefinition() > 0) {
            int runs = levels(bytes, position, size, data.whole(3));
            definitions = new Runs(bytes, position + 4, runs, Runs.width(leaf.mostDefinition()));
            position += 4 + runs;
        }
        int values = data.size(1);
        return new Page(
                values,
                repetitions,
                definitions,
                Values.of(leaf, data.whole(2), bytes, position, size, values, dictionary));
    }

    private static int levels(byte[] bytes, int position, int size, long encoding) {
        if (encoding != 3) {
            throw new Corrupt("levels in the encoding " + encoding + ", which is not read");
        }
        if (position + 4 > size) {
            throw new Corrupt("levels that are cut off");
        }
        int runs = (int) Values.Plain.little(bytes, position, 4);
        if (runs < 0 || runs > size - position - 4) {
            throw new Corrupt("levels of " + runs + " bytes");
        }
        return runs;
    }

    private Page second(Thrift head, int length, int size) throws TraceFormatException {
        stored(head, length);
        Thrift data = head.struct(8);
        int definition = data.size(5);
        int repetition = data.size(6);
        if (definition > length - repetition || definition > size - repetition || repetition > length) {
            throw new Corrupt("levels of " + repetition + " and " + definition + " bytes");
        }
        int levels = repetition + definition;
        byte[] bytes = content(length, size, levels, data.truth(7, true));
        int values = data.size(1);
        return new Page(
                values,
                leaf.list() ? new Runs(bytes, 0, repetition, 1) : null,
                leaf.mostDefinition() > 0
                        ? new Runs(bytes, repetition, definition, Runs.width(leaf.mostDefinition()))
                        : null,
                Values.of(leaf, data.whole(4), bytes, levels, size, values, dictionary));
    }
}
