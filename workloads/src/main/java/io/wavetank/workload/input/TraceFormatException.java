package io.wavetank.workload.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An input file that cannot be used: missing, unreadable, corrupt, or with a line that is not what its format says.
 *
 * <p>The message is one line, {@code FILE:LINE: what is wrong; what to do}; a fault of the file as a whole has no {@code :LINE}. The line is
 * the physical line of the unpacked text, counted from 1.
 */
public final class TraceFormatException extends IOException {
    private final String file;
    private final long line;

    /** A fault in a line, or of the file as a whole where {@code line} is 0. */
    public TraceFormatException(String file, long line, String problem, String remedy) {
        this(file, line, problem, remedy, null);
    }

    /** The same with what brought it about. */
    public TraceFormatException(String file, long line, String problem, String remedy, @Nullable Throwable cause) {
        super(Quoted.oneLine(file) + (line > 0 ? ":" + line : "") + ": " + problem + "; " + remedy, cause);
        this.file = file;
        this.line = line;
    }

    /** The file, as it was named by the user. */
    public String file() {
        return file;
    }

    /** The line of the unpacked text, from 1; 0 if the fault has no line. */
    public long line() {
        return line;
    }
}
