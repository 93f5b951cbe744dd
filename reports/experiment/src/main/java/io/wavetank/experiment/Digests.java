package io.wavetank.experiment;

import io.wavetank.workload.input.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Digests of input files, by which equal inputs are known. */
public final class Digests {
    private Digests() {}

    /** Returns the SHA-256 of a small file's bytes in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = TraceFile.sha256();
        digest.update(Files.readAllBytes(file));
        return TraceFile.hex(digest);
    }
}
