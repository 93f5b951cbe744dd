package io.wavetank.workload.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, unpacked on the way, one at a time in a buffer that is used again.
 *
 * <p>A line ends with LF, CR LF or the end of the file. A byte order mark is skipped. Every fault names the file, and the line where there is
 * one. A line is at most {@link #MAX_LINE_BYTES} long, so that a file without line ends cannot fill the memory.
 */
public final class Lines implements Part {
    /** Longest line that is read. */
    public static final int MAX_LINE_BYTES = 1 << 20;

    private static final int CHUNK_BYTES = 1 << 16;
    private static final long FEEDS = Octets.repeated('\n');

    private final String file;
    private final Packing packing;
    private final InputStream packed;
    private final InputStream unpacked;
    private byte[] buffer = new byte[2 * CHUNK_BYTES];
    private int start;
    private int end;
    private int position;
    private int limit;
    private long number;
    private boolean ended;

    Lines(String file, Packing packing, InputStream packed, InputStream unpacked) {
        this.file = file;
        this.packing = packing;
        this.packed = packed;
        this.unpacked = unpacked;
    }

    /** Steps to the next line, and splits it at commas into {@code row} on the way where that is easily done; false at the end of the file. */
    boolean next(Row row) throws TraceFormatException {
        int feed = number == 0 ? -1 : row.splitAhead(buffer, position, limit);
        if (feed < 0 || feed - position > MAX_LINE_BYTES) {
            return next();
        }
        start = position;
        end = feed > start && buffer[feed - 1] == '\r' ? feed - 1 : feed;
        position = feed + 1;
        number++;
        row.isSplit(number);
        return true;
    }

    /** Steps to the next line; false at the end of the file. */
    public boolean next() throws TraceFormatException {
        start = position;
        int scan = position;
        while (true) {
            scan = lineEnd(buffer, scan, limit);
            if (scan < limit) {
                position = scan + 1;
                break;
            }
            if (scan - start > MAX_LINE_BYTES) {
                break;
            }
            int scanned = scan - start;
            if (ended || !fill()) {
                if (scanned == 0) {
                    return false;
                }
                position = limit;
                scan = limit;
                break;
            }
            scan = start + scanned;
        }
        number++;
        end = scan;
        if (end - start > MAX_LINE_BYTES) {
            throw error("line is longer than " + MAX_LINE_BYTES + " bytes", "check that this is a text file");
        }
        if (end > start && buffer[end - 1] == '\r') {
            end--;
        }
        if (number == 1 && hasByteOrderMark()) {
            start += 3;
        }
        return true;
    }

    /** Where the next line feed is, eight bytes at a time; {@code limit} if there is none. */
    private static int lineEnd(byte[] bytes, int from, int limit) {
        int at = from;
        for (; at + 8 <= limit; at += 8) {
            long found = Octets.zeros(Octets.at(bytes, at) ^ FEEDS);
            if (found != 0) {
                return at + Octets.first(found);
            }
        }
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean hasByteOrderMark() {
        return end - start >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF;
    }

    /** Moves the line begun to the front of the buffer and reads behind it; false at the end of the file. */
    private boolean fill() throws TraceFormatException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            position -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = read(buffer, limit, Math.min(CHUNK_BYTES, buffer.length - limit));
        ended = count < 0;
        limit += Math.max(0, count);
        return !ended;
    }

    private int read(byte[] target, int offset, int count) throws TraceFormatException {
        try {
            return unpacked.read(target, offset, count);
        } catch (IOException | RuntimeException e) { // zstd reports corrupt data by an unchecked exception
            throw broken(e);
        }
    }

    private TraceFormatException broken(Exception cause) {
        return broken(file, packing, number, cause);
    }

    /** What is wrong with a file that cannot be read on after a line. */
    static TraceFormatException broken(String file, Packing packing, long number, Exception cause) {
        String after = number == 0 ? "" : " after line " + number;
        if (packing == Packing.PLAIN) {
            return new TraceFormatException(
                    file, 0, "cannot be read" + after + " (" + reason(cause) + ")", "check the disk", cause);
        }
        if (Packing.wantsMemory(cause)) {
            String problem =
                    packing.word() + " data that take more memory to unpack than is allowed (" + reason(cause) + ")";
            return new TraceFormatException(file, 0, problem, "unpack the file first", cause);
        }
        if (cause instanceof Expansion.TooMuch) {
            return new TraceFormatException(
                    file,
                    0,
                    packing.word() + " data that " + reason(cause),
                    "check it; if it is sound, unpack it first",
                    cause);
        }
        String problem = cause instanceof EOFException
                ? packing.word() + " data end in the middle" + after
                : packing.word() + " data are corrupt or cut off" + after + " (" + reason(cause) + ")";
        return new TraceFormatException(file, 0, problem, "fetch the file again", cause);
    }

    /** What an exception says, in one line. */
    static String reason(Exception cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : Quoted.oneLine(message);
    }

    /** The first bytes of the text, at most {@code bytes}; nothing can be read afterwards. */
    String beginning(int bytes) throws TraceFormatException {
        byte[] first = new byte[bytes];
        int length = 0;
        for (int count = 0; count >= 0 && length < bytes; length += Math.max(0, count)) {
            count = read(first, length, bytes - length);
        }
        int whole = length;
        while (length == bytes && whole > bytes - 4 && first[whole - 1] < 0) {
            whole--;
        }
        var utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        try {
            return utf8.decode(ByteBuffer.wrap(first, 0, whole)).toString();
        } catch (CharacterCodingException e) {
            return new String(first, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void drain() throws TraceFormatException {
        try {
            packed.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The number of the current line, from 1; 0 before the first. */
    public long number() {
        return number;
    }

    /** Whether there is nothing but blanks in the line. */
    public boolean blank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The first byte of the line that is not a blank, 0 if there is none. */
    public byte firstByte() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return buffer[i];
            }
        }
        return 0;
    }

    /** The buffer in which the line lies from {@link #start()} to {@link #end()}; valid until the next step. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The line as text; bytes that are not UTF-8 are taken for ISO 8859-1, as in comments of old logs. */
    public String lenientText() {
        try {
            return decode(start, end);
        } catch (CharacterCodingException e) {
            return new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }

    /** A part of the line as text. */
    String text(int from, int to) throws TraceFormatException {
        try {
            return decode(from, to);
        } catch (CharacterCodingException e) {
            throw error("bytes that are not UTF-8", "save the file as UTF-8", e);
        }
    }

    private String decode(int from, int to) throws CharacterCodingException {
        String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        if (text.length() == to - from && text.indexOf('\uFFFD') < 0) {
            return text; // a character a byte: all of it is ASCII
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(buffer, from, to - from))
                .toString();
    }

    /** A fault in the current line. */
    public TraceFormatException error(String problem, String remedy) {
        return error(problem, remedy, null);
    }

    private TraceFormatException error(String problem, String remedy, @Nullable Throwable cause) {
        return new TraceFormatException(file, number, problem, remedy, cause);
    }

    /** A fault of the file as a whole. */
    public TraceFormatException fileError(String problem, String remedy) {
        return new TraceFormatException(file, 0, problem, remedy);
    }

    @Override
    public void close() {
        try (packed) {
            unpacked.close();
        } catch (IOException | RuntimeException e) {
            // Everything wanted has been read; there is nothing that a failing close could spoil.
        }
    }
}
