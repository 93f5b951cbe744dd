package io.wavetank.workload.input;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** How a file is packed, as its first bytes tell; the name of the file does not count. */
enum Packing {
    PLAIN("plain"),
    GZIP("gzip"),
    XZ("xz"),
    ZSTD("zstd"),
    BZIP2("bzip2"),
    /** Not packed, but an archive: never what a file is recognised as, only a word for messages. */
    TAR("tar");

    /** How many bytes are needed to tell. */
    static final int MAGIC_BYTES = 16;

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
        if (startsWith(magic, 'B', 'Z', 'h') && magic.length > 3 && magic[3] >= '1' && magic[3] <= '9') {
            return BZIP2;
        }
        return startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD) ? ZSTD : PLAIN;
    }

    /** Says what else a file is that is none of these and no text; the empty string if nothing is known against it. */
    static String foreign(byte[] magic) {
        String start = new String(magic, StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK\3\4")) {
            return "a zip archive";
        }
        if (start.startsWith("PAR1")) {
            return "a Parquet file";
        }
        if (start.startsWith("SQLite")) {
            return "an SQLite database";
        }
        if (start.startsWith("\u00FF\u00FE") || start.startsWith("\u00FE\u00FF")) {
            return "text in UTF-16";
        }
        if (start.indexOf('\0') < 0 || of(magic) != PLAIN) {
            return "";
        }
        return start.matches("(?s)([^\0]\0){2,}[^\0]?|(\0[^\0]){2,}\0?")
                ? "text in UTF-16"
                : "binary data with NUL bytes";
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
        if (failure.getCause() instanceof RuntimeException cause) {
            return wantsMemory(cause);
        }
        return failure instanceof MemoryLimitException
                || (failure instanceof MalformedInputException
                        && message != null
                        && message.startsWith("Window size too large"));
    }

    InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case PLAIN, TAR -> packed;
            case GZIP -> new GzipMembers(packed);
            case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdInputStream(packed);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
        };
    }
}
