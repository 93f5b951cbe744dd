package io.wavetank.workload.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A file of one line of text and then blocks: a letter, a length of four bytes, content, and a checksum (CRC-32C) of these, little-endian. One block is in
 * memory at a time, and none is longer than {@link #MOST_BYTES}.
 */
public final class Blocks implements Part {
    /** Longest block that is read. */
    public static final int MOST_BYTES = 1 << 28;

    private static final int CHUNK_BYTES = 1 << 16;
    private static final int LONGEST_LINE = 100;

    private final String file;
    private final Packing packing;
    private final InputStream packed;
    private final InputStream unpacked;
    private final byte[] head = new byte[5];
    private byte[] content = new byte[CHUNK_BYTES];
    private int length;
    private long block;

    Blocks(String file, Packing packing, InputStream packed, InputStream unpacked) {
        this.file = file;
        this.packing = packing;
        this.packed = packed;
        this.unpacked = unpacked;
    }

    /** Reads the line at the beginning. */
    public String line() throws TraceFormatException {
        var line = new StringBuilder();
        try {
            for (int next = unpacked.read();
                    next >= 0 && next != '\n' && line.length() < LONGEST_LINE;
                    next = unpacked.read()) {
                line.append((char) next);
            }
        } catch (IOException | RuntimeException e) {
            throw Lines.broken(file, packing, 0, e);
        }
        return line.toString();
    }

    /** Takes the next block and returns its letter. */
    public char next() throws TraceFormatException {
        block++;
        if (read(head, head.length) < head.length) {
            throw cutOff();
        }
        int wanted = four(head, 1);
        if (wanted < 0 || wanted > MOST_BYTES) {
            throw fault(
                    "says that block " + block + " is " + (wanted & 0xFFFFFFFFL) + " bytes long",
                    "fetch the file again");
        }
        length = readContent(wanted);
        byte[] tail = new byte[4];
        if (length < wanted || read(tail, tail.length) < tail.length) {
            throw cutOff();
        }
        var checksum = new CRC32C();
        checksum.update(head);
        checksum.update(content, 0, length);
        if ((int) checksum.getValue() != four(tail, 0)) {
            throw fault("is corrupt: the checksum of block " + block + " does not match", "fetch the file again");
        }
        return (char) (head[0] & 0xFF);
    }

    /** Reads piece by piece, so that a wrong length does not fill the memory. */
    private int readContent(int wanted) throws TraceFormatException {
        int have = 0;
        while (have < wanted) {
            if (have == content.length) {
                content = Arrays.copyOf(content, Math.min(wanted, 2 * content.length));
            }
            int count = read(content, have, Math.min(wanted, content.length) - have);
            if (count == 0) {
                break;
            }
            have += count;
        }
        return have;
    }

    private int read(byte[] target, int count) throws TraceFormatException {
        return read(target, 0, count);
    }

    private int read(byte[] target, int offset, int count) throws TraceFormatException {
        try {
            return unpacked.readNBytes(target, offset, count);
        } catch (IOException | RuntimeException e) {
            throw Lines.broken(file, packing, 0, e);
        }
    }

    private static int four(byte[] bytes, int at) {
        int low = (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
        return low | ((bytes[at + 2] & 0xFF) << 16) | (bytes[at + 3] << 24);
    }

    private TraceFormatException cutOff() {
        return fault("ends in the middle of block " + block, "fetch the file again");
    }

    /** Checks that nothing follows. */
    public void requireEnd() throws TraceFormatException {
        if (read(head, 1) > 0) {
            throw fault("goes on after its end", "fetch the file again");
        }
    }

    /** The content of the current block, from 0 to {@link #length()}; valid until the next. */
    public byte[] content() {
        return content;
    }

    /** How long the content is. */
    public int length() {
        return length;
    }

    /** A fault of the file. */
    public TraceFormatException fault(String problem, String remedy) {
        return new TraceFormatException(file, 0, problem, remedy);
    }

    @Override
    public void drain() throws TraceFormatException {
        try {
            packed.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw Lines.broken(file, packing, 0, e);
        }
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
