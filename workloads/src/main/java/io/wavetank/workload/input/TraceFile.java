package io.wavetank.workload.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input file that is there: text, plain or packed with gzip, xz or zstd, that can be read from its beginning as often as wanted.
 *
 * <p>It remembers size and time of change, so that what was checked is what is read later.
 */
public final class TraceFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final long sizeBytes;
    private final FileTime changed;
    private @Nullable Head head;

    private TraceFile(Path path, BasicFileAttributes attributes) {
        this.path = path;
        this.sizeBytes = attributes.size();
        this.changed = attributes.lastModifiedTime();
    }

    /** Returns the file after a look at it: it exists, is an ordinary file, is not empty. */
    public static TraceFile of(Path path) throws TraceFormatException {
        var attributes = attributes(path);
        if (attributes.isDirectory()) {
            throw fault(path, "is a directory", "name a file in it", null);
        }
        if (!attributes.isRegularFile()) {
            throw fault(path, "is not an ordinary file", "save it as a file first, it is read more than once", null);
        }
        if (attributes.size() == 0) {
            throw fault(path, "is empty", "check where it was made or fetch it again", null);
        }
        return new TraceFile(path, attributes);
    }

    /** The path as the user gave it. */
    public Path path() {
        return path;
    }

    /** Opens the text at its first line. */
    public Lines lines() throws TraceFormatException {
        return lines(null);
    }

    /** Opens the text and lets all bytes of the file, as packed, go through the digest on their way; {@link Lines#drain} completes it. */
    public Lines lines(@Nullable MessageDigest digest) throws TraceFormatException {
        return open(digest, Lines::new);
    }

    /** Opens the file as JSON, in the same way. */
    JsonItems json(@Nullable MessageDigest digest) throws TraceFormatException {
        return open(digest, JsonItems::new);
    }

    /** Opens the file as words between blanks, in the same way. */
    Words words(@Nullable MessageDigest digest) throws TraceFormatException {
        return open(digest, Words::new);
    }

    /** What becomes of an opened file. */
    private interface Maker<P> {
        P of(String file, Packing packing, InputStream packed) throws TraceFormatException;
    }

    private <P> P open(@Nullable MessageDigest digest, Maker<P> maker) throws TraceFormatException {
        checkUnchanged();
        InputStream packed = null;
        try {
            packed = Files.newInputStream(path);
            if (digest != null) {
                packed = new DigestInputStream(packed, digest);
            }
            packed = new BufferedInputStream(packed, BUFFER_BYTES);
            packed.mark(BUFFER_BYTES);
            byte[] magic = packed.readNBytes(Packing.MAGIC_BYTES);
            packed.reset();
            String foreign = Packing.foreign(magic);
            if (!foreign.isEmpty()) {
                throw fault(
                        path, "is " + foreign, "unpack or convert it to text (plain, gzip, xz or zstd) first", null);
            }
            return maker.of(path.toString(), Packing.of(magic), packed);
        } catch (IOException e) {
            closeQuietly(packed);
            throw e instanceof TraceFormatException known ? known : unreadable(path, e);
        }
    }

    /** How the file begins. */
    public synchronized Head head() throws TraceFormatException {
        if (head == null) {
            try (Lines lines = lines()) {
                head = Head.of(String.valueOf(path.getFileName()), lines.beginning(Head.BYTES));
            }
        }
        return head;
    }

    /** Returns the first lines of the text, at most {@code count}; for a look at what format it is. */
    public List<String> head(int count) throws TraceFormatException {
        var first = new ArrayList<String>();
        try (Lines lines = lines()) {
            while (first.size() < count && lines.next()) {
                first.add(lines.lenientText());
            }
        }
        return first;
    }

    /** Whether the first bytes show that it is no text. */
    boolean foreign() throws TraceFormatException {
        try (InputStream in = Files.newInputStream(path)) {
            return !Packing.foreign(in.readNBytes(Packing.MAGIC_BYTES)).isEmpty();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** How many bytes it has on the disk. */
    public long sizeBytes() {
        return sizeBytes;
    }

    private void checkUnchanged() throws TraceFormatException {
        var now = attributes(path);
        if (now.size() != sizeBytes || !now.lastModifiedTime().equals(changed)) {
            throw fault(path, "was changed after it had been checked", "start again", null);
        }
    }

    /** A digest as {@link #lines(MessageDigest)} takes it. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The digest as it is written: 64 lower-case hexadecimal digits. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static BasicFileAttributes attributes(Path path) throws TraceFormatException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static TraceFormatException unreadable(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return fault(path, "no such file", "check the name and the folder", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return fault(path, "may not be read", "check its permissions", cause);
        }
        return fault(path, "cannot be read (" + Lines.reason(cause) + ")", "check the file and the disk", cause);
    }

    private static TraceFormatException fault(Path path, String problem, String remedy, @Nullable Throwable cause) {
        return new TraceFormatException(path.toString(), 0, problem, remedy, cause);
    }

    private static void closeQuietly(@Nullable InputStream stream) {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // The fault that led here is the one to report.
            }
        }
    }
}
