package io.wavetank.workload.input;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a file, to be read at any place; nothing is ever written to it. */
public final class FileBytes implements Closeable {
    private final String file;
    private final Path path;
    private final FileChannel channel;
    private final long size;

    FileBytes(String file, Path path, FileChannel channel) throws IOException {
        this.file = file;
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
    }

    /** The file as the user named it: what stands beside it is found by this. */
    public Path path() {
        return path;
    }

    /** How many bytes there are. */
    public long size() {
        return size;
    }

    /** Reads {@code length} bytes from {@code at} on. */
    public void read(long at, byte[] target, int offset, int length) throws TraceFormatException {
        if (at < 0 || at > size - length) {
            throw fault("is cut off or corrupt: it points to byte " + at + " of " + size, "fetch the file again");
        }
        var buffer = ByteBuffer.wrap(target, offset, length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, at + buffer.position() - offset) < 0) {
                    throw fault("has become shorter while it was read", "start again");
                }
            }
        } catch (TraceFormatException e) {
            throw e;
        } catch (IOException e) {
            throw Lines.broken(file, Packing.PLAIN, 0, e);
        }
    }

    /** A fault of the file. */
    public TraceFormatException fault(String problem, String remedy) {
        return new TraceFormatException(file, 0, problem, remedy);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Everything wanted has been read; there is nothing that a failing close could spoil.
        }
    }
}
