package io.wavetank.workload.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input file that is there, text or a binary file of tables, plain or packed with gzip, xz, zstd or bzip2, that can be read from its beginning as often as wanted.
 *
 * <p>A file in a tar archive is a file of its own, which is read out of the archive anew each time. It remembers size and time of change, so that what was checked is what is read later.
 */
public final class TraceFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final String member;
    private final long sizeBytes;
    private final FileTime changed;
    private @Nullable Head head;

    private TraceFile(Path path, String member, long sizeBytes, FileTime changed) {
        this.path = path;
        this.member = member;
        this.sizeBytes = sizeBytes;
        this.changed = changed;
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
        return new TraceFile(path, "", attributes.size(), attributes.lastModifiedTime());
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
        TableFileKind kind = tableKind();
        return kind == null ? open(digest, JsonTexts::new) : new JsonTable(tables(kind, digest), name());
    }

    /** Opens the file as tables; the digest is made when it is drained. */
    TablePart tables(@Nullable MessageDigest digest) throws TraceFormatException {
        TableFileKind kind = tableKind();
        if (kind == null) {
            throw fault("is no binary file of tables", "check that it is the right file");
        }
        return tables(kind, digest);
    }

    private TablePart tables(TableFileKind kind, @Nullable MessageDigest digest) throws TraceFormatException {
        FileBytes bytes = bytes();
        try {
            return new TablePart(path, bytes, kind.open(bytes), digest);
        } catch (TraceFormatException e) {
            bytes.close();
            throw e;
        }
    }

    private @Nullable TableFileKind tableKind() throws TraceFormatException {
        Opened opened = open(null);
        closeQuietly(opened.packed);
        return TableFileKinds.of(opened.first);
    }

    /** The bytes at any place; what is packed or stands in an archive is laid into a temporary file first, which goes when it is closed. */
    private FileBytes bytes() throws TraceFormatException {
        Opened opened = open(null);
        try (opened.packed) {
            FileChannel channel = opened.packing == Packing.PLAIN && member.isEmpty()
                    ? FileChannel.open(path, StandardOpenOption.READ)
                    : Unpacked.of(opened.text);
            return new FileBytes(name(), path, channel);
        } catch (IOException | RuntimeException e) {
            throw failed(opened.packing, e);
        }
    }

    /** Opens the file as blocks, in the same way. */
    Blocks blocks(@Nullable MessageDigest digest) throws TraceFormatException {
        return open(digest, Blocks::new);
    }

    /** Opens the file as words between blanks, in the same way. */
    Words words(@Nullable MessageDigest digest) throws TraceFormatException {
        return open(digest, Words::new);
    }

    /** What becomes of an opened file. */
    private interface Maker<P> {
        P of(String file, Packing packing, InputStream packed, InputStream text) throws TraceFormatException;
    }

    private <P> P open(@Nullable MessageDigest digest, Maker<P> maker) throws TraceFormatException {
        Opened opened = open(digest);
        try {
            if (!opened.foreign.isEmpty()) {
                throw fault(
                        "is " + opened.foreign, "unpack or convert it to text (plain, gzip, xz, zstd or bzip2) first");
            }
            return maker.of(name(), opened.packing, opened.packed, opened.text);
        } catch (TraceFormatException e) {
            closeQuietly(opened.packed);
            throw e;
        }
    }

    /**
     * The streams of an opened file.
     *
     * @param packing how it is packed
     * @param packed the file as it lies on the disk
     * @param text what is in it, of an archive the member
     * @param foreign what it is if it is no text; else the empty string
     * @param first how what is in it begins
     */
    private record Opened(Packing packing, InputStream packed, InputStream text, String foreign, byte[] first) {
        static final String ARCHIVE = "a tar archive";
    }

    private Opened open(@Nullable MessageDigest digest) throws TraceFormatException {
        checkUnchanged();
        InputStream packed = null;
        Packing packing = Packing.PLAIN;
        try {
            packed = Files.newInputStream(path);
            if (digest != null) {
                packed = new DigestInputStream(packed, digest);
            }
            Peeked begun = Peeked.of(new BufferedInputStream(packed, BUFFER_BYTES), Packing.MAGIC_BYTES);
            packed = begun;
            packing = Packing.of(begun.first());
            InputStream whole = begun;
            if (packing != Packing.PLAIN) {
                var ahead = new ReadAhead(unpacked(packing, begun));
                packed = ahead.after(begun);
                whole = ahead;
            }
            Peeked text = Peeked.of(whole, Archive.HEADER_BYTES);
            if (member.isEmpty() && Archive.recognises(text.first())) {
                return new Opened(packing, packed, text, Opened.ARCHIVE, new byte[0]);
            }
            if (!member.isEmpty()) {
                text = Peeked.of(Archive.member(text, member), Packing.MAGIC_BYTES);
            }
            byte[] first = Arrays.copyOf(text.first(), Math.min(Packing.MAGIC_BYTES, text.first().length));
            return new Opened(packing, packed, text, Packing.foreign(first), first);
        } catch (IOException | RuntimeException e) {
            closeQuietly(packed);
            throw failed(packing, e);
        }
    }

    private static InputStream unpacked(Packing packing, InputStream packed) throws IOException {
        var taken = new Expansion.Taken(packed);
        return new Expansion(packing.unpack(taken), taken);
    }

    private TraceFormatException failed(Packing packing, Exception cause) {
        if (cause instanceof TraceFormatException known) {
            return known;
        }
        if (packing == Packing.PLAIN && cause instanceof IOException io) {
            return unreadable(path, io);
        }
        return Lines.broken(name(), packing, 0, cause);
    }

    /** The files in it if it is a tar archive, packed or not; else it alone. */
    List<TraceFile> members() throws TraceFormatException {
        Opened opened = open(null);
        try (opened.packed) {
            if (!opened.foreign.equals(Opened.ARCHIVE)) {
                return List.of(this);
            }
            var members = new ArrayList<TraceFile>();
            for (String name : Archive.names(name(), opened.text)) {
                members.add(new TraceFile(path, name, sizeBytes, changed));
            }
            if (members.isEmpty()) {
                throw fault("is a tar archive without a file in it", "check where it was made or fetch it again");
            }
            return members;
        } catch (IOException | RuntimeException e) {
            throw failed(opened.packing == Packing.PLAIN ? Packing.TAR : opened.packing, e);
        }
    }

    /** Its name in messages: the path, of a member of an archive with the member's name behind it. */
    private String name() {
        return member.isEmpty() ? path.toString() : path + "/" + member;
    }

    /** The name of the member if it is one of an archive; else the empty string. */
    String member() {
        return member;
    }

    /** How the file begins. */
    public synchronized Head head() throws TraceFormatException {
        if (head == null) {
            TableFileKind kind = tableKind();
            if (kind != null) {
                try (TablePart tables = tables(kind, null)) {
                    head = Head.of(ownName(), tables.tables().tables());
                }
                return head;
            }
            try (Lines lines = lines()) {
                head = Head.of(ownName(), lines.beginning(Head.BYTES));
            }
        }
        return head;
    }

    private String ownName() {
        return member.isEmpty() ? String.valueOf(path.getFileName()) : member.substring(member.lastIndexOf('/') + 1);
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

    /** Whether the first bytes show that it is neither text nor a binary file of a known kind. */
    boolean foreign() throws TraceFormatException {
        Opened opened = open(null);
        closeQuietly(opened.packed);
        return !opened.foreign.isEmpty() && TableFileKinds.of(opened.first) == null;
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

    private TraceFormatException fault(String problem, String remedy) {
        return new TraceFormatException(name(), 0, problem, remedy);
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
