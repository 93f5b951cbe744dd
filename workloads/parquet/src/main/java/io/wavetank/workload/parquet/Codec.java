package io.wavetank.workload.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Unpacks pages; what comes out has to be as long as was said. */
final class Codec {
    private static final List<String> NAMES =
            List.of("none", "Snappy", "gzip", "LZO", "Brotli", "LZ4", "Zstandard", "LZ4 raw");

    private Codec() {}

    /** Whether pages are stored as they are. */
    static boolean none(int codec) {
        return codec == 0;
    }

    static void unpack(int codec, byte[] packed, int at, int length, byte[] into, int offset, int size) {
        int given = switch (codec) {
            case 1 -> unpack(new SnappyDecompressor(), packed, at, length, into, offset, size);
            case 2 -> inflate(packed, at, length, into, offset, size);
            case 5 -> framed(packed, at, length, into, offset, size);
            case 6 -> unpack(new ZstdDecompressor(), packed, at, length, into, offset, size);
            case 7 -> unpack(new Lz4Decompressor(), packed, at, length, into, offset, size);
            default ->
                throw new Corrupt("pages packed with " + (codec < NAMES.size() ? NAMES.get(codec) : codec)
                        + ", which is not read");
        };
        if (given != size) {
            throw new Corrupt("a page that unpacks to " + given + " bytes where " + size + " were told");
        }
    }

    private static int unpack(
            Decompressor decompressor, byte[] packed, int at, int length, byte[] into, int offset, int size) {
        try {
            return decompressor.decompress(packed, at, length, into, offset, size);
        } catch (RuntimeException e) { // malformed input, of several types
            throw new Corrupt("a page that cannot be unpacked (" + e.getMessage() + ")");
        }
    }

    /** LZ4 as Hadoop frames it: both lengths before each block, big-endian. Some writers frame nothing. */
    private static int framed(byte[] packed, int at, int length, byte[] into, int offset, int size) {
        int from = at;
        int to = offset;
        while (from < at + length) {
            if (at + length - from < 8) {
                return unpack(new Lz4Decompressor(), packed, at, length, into, offset, size);
            }
            int whole = four(packed, from);
            int block = four(packed, from + 4);
            if (whole < 0 || block < 0 || block > at + length - from - 8 || whole > offset + size - to) {
                return unpack(new Lz4Decompressor(), packed, at, length, into, offset, size);
            }
            to += unpack(new Lz4Decompressor(), packed, from + 8, block, into, to, whole);
            from += 8 + block;
        }
        return to - offset;
    }

    private static int four(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }

    /** Gzip with its header, members one after another. */
    private static int inflate(byte[] packed, int at, int length, byte[] into, int offset, int size) {
        int to = offset;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed, at, length))) {
            while (to < offset + size) {
                int count = in.read(into, to, offset + size - to);
                if (count < 0) {
                    break;
                }
                to += count;
            }
            return in.read() < 0 ? to - offset : size + 1;
        } catch (IOException e) {
            throw new Corrupt("a page that cannot be unpacked (" + e.getMessage() + ")");
        }
    }
}
