package io.wavetank.workload.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** An opened binary file of tables, as a part of a reading. */
final class TablePart implements Part {
    private final Path path;
    private final FileBytes bytes;
    private final TableFile tables;
    private final @Nullable MessageDigest digest;

    TablePart(Path path, FileBytes bytes, TableFile tables, @Nullable MessageDigest digest) {
        this.path = path;
        this.bytes = bytes;
        this.tables = tables;
        this.digest = digest;
    }

    TableFile tables() {
        return tables;
    }

    FileBytes bytes() {
        return bytes;
    }

    /** The digest is that of the file as it lies on the disk, from its first byte to its last, whatever was read of it. */
    @Override
    public void drain() throws TraceFormatException {
        if (digest == null) {
            return;
        }
        try (InputStream all = new DigestInputStream(Files.newInputStream(path), digest)) {
            all.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw Lines.broken(path.toString(), Packing.PLAIN, 0, e);
        }
    }

    @Override
    public void close() {
        bytes.close();
    }
}
