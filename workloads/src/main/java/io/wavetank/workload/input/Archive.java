package io.wavetank.workload.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files in a tar archive. They are read out of it one at a time and never laid on the disk; folders, links, hidden files and the {@code ._} files of
 * macOS are passed over.
 *
 * <p>A name that leads out of the archive ({@code ../} or from the root) is refused: such an archive was not made by who publishes traces.
 */
final class Archive {
    /** How many bytes are needed to tell. */
    static final int HEADER_BYTES = 512;

    private static final int MAGIC_AT = 257;
    private static final int MAX_MEMBERS = 100_000;

    private Archive() {}

    /** Whether a text that begins so is a tar archive. */
    static boolean recognises(byte[] beginning) {
        return beginning.length >= HEADER_BYTES
                && beginning[MAGIC_AT] == 'u'
                && beginning[MAGIC_AT + 1] == 's'
                && beginning[MAGIC_AT + 2] == 't'
                && beginning[MAGIC_AT + 3] == 'a'
                && beginning[MAGIC_AT + 4] == 'r';
    }

    /** The names of the files in it, in their order. */
    static List<String> names(String file, InputStream text) throws IOException {
        var names = new ArrayList<String>();
        var tar = new TarArchiveInputStream(text);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            check(file, entry.getName());
            if (wanted(entry)) {
                names.add(entry.getName());
            }
            if (names.size() > MAX_MEMBERS) {
                throw new TraceFormatException(
                        file, 0, "holds more than " + MAX_MEMBERS + " files", "unpack what is wanted of it");
            }
        }
        return names;
    }

    private static void check(String file, String name) throws TraceFormatException {
        String plain = name.replace('\\', '/');
        if (plain.startsWith("/") || ("/" + plain + "/").contains("/../")) {
            throw new TraceFormatException(
                    file,
                    0,
                    "is a tar archive with a file that leads out of it: " + Quoted.of(name),
                    "do not trust it; fetch it again from its publisher");
        }
    }

    private static boolean wanted(TarArchiveEntry entry) {
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.getSize() == 0) {
            return false;
        }
        for (String step : entry.getName().split("/", -1)) {
            if (step.startsWith(".") && !step.equals(".")) {
                return false;
            }
        }
        return true;
    }

    /** Returns the text of one of its files. */
    static InputStream member(InputStream text, String name) throws IOException {
        var tar = new TarArchiveInputStream(text);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (wanted(entry) && entry.getName().equals(name)) {
                return tar;
            }
        }
        throw new IOException("the file " + name + " is not in the archive any more");
    }
}
