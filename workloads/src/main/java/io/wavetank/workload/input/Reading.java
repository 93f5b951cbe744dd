package io.wavetank.workload.input;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One reading of the files of a trace: opens what a reader asks for, and closes it all together. Used by one thread. */
public final class Reading implements Closeable {
    private final TraceFiles files;
    private final boolean digesting;
    private final Map<Part, Opened> parts = new LinkedHashMap<>();
    private final TreeMap<String, String> digests = new TreeMap<>();

    private record Opened(TraceFile file, @Nullable MessageDigest digest) {}

    Reading(TraceFiles files, boolean digesting) {
        this.files = files;
        this.digesting = digesting;
    }

    /** What is read. */
    public TraceFiles files() {
        return files;
    }

    /** Opens the file of a format that has only one. */
    public Lines single() throws TraceFormatException {
        return lines(only());
    }

    /** The file of a format that has only one. */
    public TraceFile only() throws TraceFormatException {
        if (files.files().size() > 1) {
            throw error("is a folder of " + files.files().size() + " files", "name the one that is meant");
        }
        return files.files().get(0);
    }

    /** Opens a file as lines. */
    public Lines lines(TraceFile file) throws TraceFormatException {
        MessageDigest digest = digesting ? TraceFile.sha256() : null;
        Lines lines = file.lines(digest);
        parts.put(lines, new Opened(file, digest));
        return lines;
    }

    /** Opens a file as JSON. */
    public JsonItems json(TraceFile file) throws TraceFormatException {
        MessageDigest digest = digesting ? TraceFile.sha256() : null;
        JsonItems items = file.json(digest);
        parts.put(items, new Opened(file, digest));
        return items;
    }

    /** Opens a binary file of tables. */
    TablePart tables(TraceFile file) throws TraceFormatException {
        MessageDigest digest = digesting ? TraceFile.sha256() : null;
        TablePart part = file.tables(digest);
        parts.put(part, new Opened(file, digest));
        return part;
    }

    /** Reads the one JSON value of a format that has only one. */
    public JsonItem singleJson() throws TraceFormatException {
        JsonItems items = json(only());
        JsonItem value = items.next();
        if (value == null) {
            throw error("holds no JSON value", "check that it is the right file");
        }
        JsonItem second = items.next();
        if (second != null) {
            throw second.fault("a second JSON value after the one that is the trace");
        }
        return value;
    }

    /** Opens a file as blocks. */
    public Blocks blocks(TraceFile file) throws TraceFormatException {
        MessageDigest digest = digesting ? TraceFile.sha256() : null;
        Blocks blocks = file.blocks(digest);
        parts.put(blocks, new Opened(file, digest));
        return blocks;
    }

    /** Opens a file as words between blanks. */
    public Words words(TraceFile file) throws TraceFormatException {
        MessageDigest digest = digesting ? TraceFile.sha256() : null;
        Words words = file.words(digest);
        parts.put(words, new Opened(file, digest));
        return words;
    }

    /** Closes a file of which no more is wanted. */
    public void done(Lines lines) throws TraceFormatException {
        close(lines);
    }

    void done(JsonItems items) throws TraceFormatException {
        close(items);
    }

    void done(TablePart tables) throws TraceFormatException {
        close(tables);
    }

    private void close(Part part) throws TraceFormatException {
        Opened opened = parts.remove(part);
        if (opened != null) {
            done(part, opened);
        }
    }

    private void done(Part part, Opened opened) throws TraceFormatException {
        try (part) {
            if (opened.digest != null) {
                part.drain();
                digests.put(files.name(opened.file), TraceFile.hex(opened.digest));
            }
        }
    }

    /**
     * Reads what was opened to the end and returns its SHA-256: that of the file as it is on the disk, or where several were opened that of the
     * lines {@code DIGEST  NAME}, as {@code sha256sum} prints them, in order of the names.
     */
    public String sha256() throws TraceFormatException {
        for (var part : parts.entrySet()) {
            done(part.getKey(), part.getValue());
        }
        parts.clear();
        if (digests.size() == 1) {
            return digests.firstEntry().getValue();
        }
        MessageDigest all = TraceFile.sha256();
        digests.forEach((name, hex) -> all.update((hex + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
        return TraceFile.hex(all);
    }

    /** A fault of the trace as a whole. */
    public TraceFormatException error(String problem, String remedy) {
        return new TraceFormatException(files.path().toString(), 0, problem, remedy);
    }

    @Override
    public void close() {
        parts.keySet().forEach(Part::close);
        parts.clear();
    }
}
