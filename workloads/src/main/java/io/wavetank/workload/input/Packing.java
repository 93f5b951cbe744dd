package io.wavetank.workload.input;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** How a file is packed, as its first bytes tell; the name of the file does not count. */
enum Packing {
    PLAIN("plain"),
    GZIP("gzip"),
    XZ("xz"),
    ZSTD("zstd");

    /** How many bytes are needed to tell. */
    static final int MAGIC_BYTES = 6;

    /** Most memory that unpacking xz may take; {@code xz -9} needs 65 MiB. */
    private static final int XZ_MEMORY_KIB = 256 * 1024;

    private final String word;

    Packing(String word) {
        this.word = word;
    }

    /** The name as it stands in messages. */
    String word() {
        return word;
    }

    static Packing of(byte[] magic) {
        if (startsWith(magic, 0x1F, 0x8B)) {
            return GZIP;
        }
        if (startsWith(magic, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        return startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD) ? ZSTD : PLAIN;
    }

    /** Says what else a file is that is none of these and no text; the empty string if nothing is known against it. */
    static String foreign(byte[] magic) {
        String start = new String(magic, StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK\3\4")) {
            return "a zip archive";
        }
        if (start.startsWith("BZh")) {
            return "packed with bzip2";
        }
        if (start.startsWith("PAR1")) {
            return "a Parquet file";
        }
        if (start.startsWith("SQLite")) {
            return "an SQLite database";
        }
        return start.startsWith("\u00FF\u00FE") || start.startsWith("\u00FE\u00FF") ? "text in UTF-16" : "";
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a failure to unpack means that the file is sound but asks for more memory than is given to it. */
    static boolean wantsMemory(Exception failure) {
        String message = failure.getMessage();
        return failure instanceof MemoryLimitException
                || (failure instanceof MalformedInputException
                        && message != null
                        && message.startsWith("Window size too large"));
    }

    InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case PLAIN -> packed;
            case GZIP -> new GzipMembers(packed);
            case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }
}
