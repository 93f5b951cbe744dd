package io.wavetank.workload.sqlite;

import io.wavetank.workload.input.FileBytes;
import io.wavetank.workload.input.TraceFormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pages of a database file, and what its header says about them. */
final class Pager {
    static final String MAGIC = "SQLite format 3\0";
    static final int HEADER_BYTES = 100;

    private final FileBytes file;
    private final int pageBytes;
    private final int usableBytes;
    private final int pages;
    private final Charset encoding;

    private Pager(FileBytes file, int pageBytes, int usableBytes, int pages, Charset encoding) {
        this.file = file;
        this.pageBytes = pageBytes;
        this.usableBytes = usableBytes;
        this.pages = pages;
        this.encoding = encoding;
    }

    static Pager open(FileBytes file) throws TraceFormatException {
        byte[] header = new byte[HEADER_BYTES];
        if (file.size() < HEADER_BYTES) {
            throw cutOff(file);
        }
        file.read(0, header, 0, HEADER_BYTES);
        if (!new String(header, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw file.fault("is no SQLite 3 database", "convert it with a program that knows it");
        }
        int told = two(header, 16);
        int pageBytes = told == 1 ? 1 << 16 : told;
        int usable = pageBytes - (header[20] & 0xFF);
        if (Integer.bitCount(pageBytes) != 1 || pageBytes < 512 || usable < 480) {
            throw unsound(file, "pages of " + pageBytes + " bytes");
        }
        if ((header[19] & 0xFF) > 2) {
            throw file.fault("is written in version " + (header[19] & 0xFF) + " of SQLite's format", "convert it");
        }
        requireWhole(file, header, pageBytes);
        requireNoLog(file);
        return new Pager(
                file,
                pageBytes,
                usable,
                (int) Math.min(Integer.MAX_VALUE, file.size() / pageBytes),
                encoding(file, four(header, 56)));
    }

    private static Charset encoding(FileBytes file, int number) throws TraceFormatException {
        return switch (number) {
            case 0, 1 -> StandardCharsets.UTF_8;
            case 2 -> StandardCharsets.UTF_16LE;
            case 3 -> StandardCharsets.UTF_16BE;
            default -> throw unsound(file, "text in the unknown encoding " + number);
        };
    }

    private static void requireWhole(FileBytes file, byte[] header, int pageBytes) throws TraceFormatException {
        boolean sizeHolds = four(header, 24) == four(header, 92);
        long told = four(header, 28) & 0xFFFF_FFFFL;
        if (file.size() % pageBytes != 0 || (sizeHolds && told > file.size() / pageBytes)) {
            throw cutOff(file);
        }
    }

    /** What stands in a log beside the file belongs to it, and reading it would mean to write: it is refused. */
    private static void requireNoLog(FileBytes file) throws TraceFormatException {
        for (String suffix : new String[] {"-wal", "-journal"}) {
            Path log = Path.of(file.path() + suffix);
            if (pending(log)) {
                throw file.fault(
                        "has changes that are not in it but in " + log.getFileName(),
                        "finish with: sqlite3 " + file.path() + " 'pragma wal_checkpoint(truncate)'");
            }
        }
    }

    /** A journal that is over is empty or begins with zeros. */
    private static boolean pending(Path log) throws TraceFormatException {
        if (!Files.isRegularFile(log)) {
            return false;
        }
        try (var in = Files.newInputStream(log)) {
            byte[] first = in.readNBytes(8);
            for (byte value : first) {
                if (value != 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new TraceFormatException(log.toString(), 0, "cannot be read", "check its permissions", e);
        }
    }

    private static TraceFormatException cutOff(FileBytes file) {
        return file.fault("is an SQLite database that is cut off", "fetch it again");
    }

    static TraceFormatException unsound(FileBytes file, String what) {
        return file.fault("is no sound SQLite database: it holds " + what, "fetch the file again");
    }

    FileBytes file() {
        return file;
    }

    int pages() {
        return pages;
    }

    int pageBytes() {
        return pageBytes;
    }

    /** How many bytes of a page hold content. */
    int usableBytes() {
        return usableBytes;
    }

    String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, encoding);
    }

    /** Reads a page; they are numbered from 1. */
    void read(int number, byte[] into) throws TraceFormatException {
        if (number < 1 || number > pages) {
            throw new Corrupt("a pointer to page " + (number & 0xFFFF_FFFFL) + " of " + pages);
        }
        file.read((number - 1L) * pageBytes, into, 0, pageBytes);
    }

    static int two(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    static int four(byte[] bytes, int at) {
        return two(bytes, at) << 16 | two(bytes, at + 2);
    }
}
