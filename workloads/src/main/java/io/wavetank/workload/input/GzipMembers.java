package io.wavetank.workload.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The unpacked text of a gzip file of one or more members.
 *
 * <p>The JDK's {@code GZIPInputStream} takes a second member with a damaged header for the end of the file, and so loses the rest without a
 * word. This one checks every member's header, length and checksum; only zero padding may follow the last.
 *
 * <p>Source: RFC 1952.
 */
final class GzipMembers extends InputStream {
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[1 << 16];
    private int position;
    private int limit;
    private long length;
    private int members;
    private boolean inMember;

    GzipMembers(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        while (count > 0) {
            if (!inMember && !begin()) {
                return -1;
            }
            int produced = inflate(target, offset, count);
            if (produced > 0) {
                checksum.update(target, offset, produced);
                length += produced;
                return produced;
            }
            if (inflater.finished()) {
                end();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a preset dictionary is asked for");
            } else if (!fill()) {
                throw new EOFException();
            } else {
                inflater.setInput(input, position, limit - position);
            }
        }
        return 0;
    }

    private int inflate(byte[] target, int offset, int count) throws ZipException {
        try {
            return inflater.inflate(target, offset, count);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** Reads the header of the next member; false at the end of the file. */
    private boolean begin() throws IOException {
        if (position == limit && !fill()) {
            return false;
        }
        if (members > 0 && input[position] == 0) {
            skipPadding();
            return false;
        }
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw new ZipException("no gzip header where member " + (members + 1) + " should begin");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("unknown flags in the header of member " + (members + 1));
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(input, position, limit - position);
        checksum.reset();
        length = 0;
        members++;
        inMember = true;
        return true;
    }

    /** Checks the trailer of the member that has just ended. */
    private void end() throws IOException {
        position = limit - inflater.getRemaining();
        inMember = false;
        if (number() != checksum.getValue()) {
            throw new ZipException("the checksum of member " + members + " does not match");
        }
        if (number() != (length & 0xFFFFFFFFL)) {
            throw new ZipException("the length of member " + members + " does not match");
        }
    }

    private void skipPadding() throws IOException {
        while (position < limit || fill()) {
            if (input[position++] != 0) {
                throw new ZipException("there is something else after member " + members);
            }
        }
    }

    private void skipText() throws IOException {
        int character = next();
        while (character != 0) {
            character = next();
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException();
        }
        return input[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, packed.read(input));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
