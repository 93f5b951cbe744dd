package io.wavetank.workload.parquet;

import io.wavetank.workload.input.FileBytes;
import io.wavetank.workload.input.TraceFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file says about itself at its end.
 *
 * @param leaves the columns that are read
 * @param groups its groups of rows
 * @param rows how many rows there are
 * @param dataEnd where the footer begins
 */
record Footer(List<Leaf> leaves, List<Group> groups, long rows, long dataEnd) {
    private static final int MAGIC_BYTES = 4;
    private static final int MOST_BYTES = 64 << 20;

    /** So many rows a file may have for each of its bytes, beyond the first millions: else it was made to keep readers busy. */
    private static final long ROWS_PER_BYTE = 1000;

    private static final long FREE_ROWS = 8_000_000;

    /**
     * A group of rows.
     *
     * @param chunks the stored columns, all of them
     */
    record Group(long rows, List<Chunk> chunks) {}

    /** Where the pages of a column in a group begin, how they are packed, and how many values stand in them, nulls included. */
    record Chunk(int codec, long values, long start, long bytes) {}

    static Footer read(FileBytes bytes) throws TraceFormatException {
        long size = bytes.size();
        byte[] tail = new byte[8];
        if (size < tail.length + MAGIC_BYTES) {
            throw cutOff(bytes);
        }
        bytes.read(size - tail.length, tail, 0, tail.length);
        String magic = new String(tail, 4, MAGIC_BYTES, StandardCharsets.ISO_8859_1);
        if (magic.equals("PARE")) {
            throw bytes.fault("is an encrypted Parquet file", "decrypt it first");
        }
        if (!magic.equals(ParquetKind.MAGIC)) {
            throw cutOff(bytes);
        }
        long length = (tail[0] & 0xFF) | (tail[1] & 0xFF) << 8 | (tail[2] & 0xFF) << 16 | (tail[3] & 0xFFL) << 24;
        if (length > size - tail.length - MAGIC_BYTES || length > MOST_BYTES) {
            throw bytes.fault(
                    "is no sound Parquet file: its footer would be " + length + " bytes long", "fetch the file again");
        }
        byte[] content = new byte[(int) length];
        bytes.read(size - tail.length - length, content, 0, content.length);
        try {
            return decode(new Thrift.Reader(content, 0, content.length).struct(), size - tail.length - length);
        } catch (Corrupt | Thrift.CutOff e) {
            throw bytes.fault("is no sound Parquet file: its footer holds " + e.getMessage(), "fetch the file again");
        }
    }

    private static TraceFormatException cutOff(FileBytes bytes) {
        return bytes.fault("begins like a Parquet file but does not end like one: it is cut off", "fetch it again");
    }

    private static Footer decode(Thrift footer, long dataEnd) {
        if (footer.has(8)) {
            throw new Corrupt("encrypted columns, which cannot be read");
        }
        Schema.Leaves leaves = Schema.read(footer);
        List<Group> groups = new ArrayList<>();
        long sum = 0;
        for (Thrift group : footer.structs(4)) {
            long rows = group.whole(3);
            if (rows < 0 || sum + rows < 0) {
                throw new Corrupt("a group of " + rows + " rows");
            }
            sum += rows;
            List<Chunk> chunks = new ArrayList<>();
            for (Thrift column : group.structs(1)) {
                chunks.add(chunk(column, rows, dataEnd));
            }
            if (chunks.size() != leaves.stored()) {
                throw new Corrupt("a group of " + chunks.size() + " columns where there are " + leaves.stored());
            }
            groups.add(new Group(rows, List.copyOf(chunks)));
        }
        long told = footer.whole(3, sum);
        if (told != sum) {
            throw new Corrupt(told + " rows, while its groups hold " + sum);
        }
        if (sum > FREE_ROWS && sum / ROWS_PER_BYTE > dataEnd) {
            throw new Corrupt(sum + " rows in " + dataEnd + " bytes: more than any trace has");
        }
        return new Footer(leaves.read(), List.copyOf(groups), sum, dataEnd);
    }

    private static Chunk chunk(Thrift column, long rows, long dataEnd) {
        if (column.has(8)) {
            throw new Corrupt("encrypted columns, which cannot be read");
        }
        if (column.has(1)) {
            throw new Corrupt("columns that lie in other files, which cannot be read");
        }
        Thrift meta = column.struct(3);
        long data = meta.whole(9);
        long dictionary = meta.whole(11, 0);
        long start = dictionary > 0 && dictionary < data ? dictionary : data;
        long values = meta.whole(5);
        long bytes = meta.whole(7);
        if (values < 0 || bytes < 0 || start < MAGIC_BYTES || start > dataEnd || bytes > dataEnd - start) {
            throw new Corrupt("a column of " + values + " values in " + bytes + " bytes from " + start + " on");
        }
        if (values < rows) {
            throw new Corrupt("a column of " + values + " values for " + rows + " rows");
        }
        return new Chunk(meta.size(4), values, start, bytes);
    }
}
