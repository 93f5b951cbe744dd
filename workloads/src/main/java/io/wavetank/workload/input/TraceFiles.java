package io.wavetank.workload.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of one trace: the file that was named, or all files of the folder that was named, by their paths in alphabetical order, so that
 * shards {@code part-00000-of-00500}, {@code part-00001-of-00500}, ... follow each other.
 *
 * <p>A tar archive, packed or not, counts as the files in it. In a folder, hidden files, empty ones, and those that explain ({@code *.md}, {@code *.header}, {@code LICENSE}) are passed over.
 */
public final class TraceFiles {
    private static final int DEPTH = 4;

    private final Path path;
    private final boolean folder;
    private final List<TraceFile> files;

    private TraceFiles(Path path, boolean folder, List<TraceFile> files) {
        this.path = path;
        this.folder = folder;
        this.files = List.copyOf(files);
    }

    /** Returns the files after a look at them: there is at least one. */
    public static TraceFiles of(Path path) throws TraceFormatException {
        if (!Files.isDirectory(path)) {
            List<TraceFile> members = TraceFile.of(path).members();
            return new TraceFiles(path, members.size() > 1, members);
        }
        var files = new ArrayList<TraceFile>();
        for (Path file : walk(path)) {
            files.addAll(TraceFile.of(file).members());
        }
        if (files.isEmpty()) {
            throw new TraceFormatException(path.toString(), 0, "is a folder without a file in it", "name a trace");
        }
        return new TraceFiles(path, true, files);
    }

    private static List<Path> walk(Path path) throws TraceFormatException {
        try (Stream<Path> all = Files.walk(path, DEPTH)) {
            return all.filter(file -> wanted(path.relativize(file)) && Files.isRegularFile(file) && size(file) > 0)
                    .sorted(Comparator.comparing(
                            file -> path.relativize(file).toString().replace('\\', '/')))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new TraceFormatException(
                    path.toString(), 0, "cannot be listed (" + Lines.reason(e) + ")", "check the folder", e);
        }
    }

    private static boolean wanted(Path relative) {
        for (Path step : relative) {
            if (step.toString().startsWith(".")) {
                return false;
            }
        }
        String name = relative.toString().toLowerCase(Locale.ROOT);
        return !name.endsWith(".md") && !name.endsWith(".header") && !name.endsWith("license");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file or folder as the user named it. */
    public Path path() {
        return path;
    }

    /** Whether a folder was named, or an archive of several files. */
    public boolean folder() {
        return folder;
    }

    /** All files, in order. */
    public List<TraceFile> files() {
        return files;
    }

    /** The files that begin in a certain way, in order; those that cannot be text are passed over in a folder. */
    public List<TraceFile> those(Predicate<Head> wanted) throws TraceFormatException {
        var those = new ArrayList<TraceFile>();
        for (TraceFile file : files) {
            if (!(folder && file.foreign()) && wanted.test(file.head())) {
                those.add(file);
            }
        }
        return those;
    }

    /** How many bytes they have together, as they are on the disk. */
    public long sizeBytes() {
        return files.stream().mapToLong(TraceFile::sizeBytes).sum();
    }

    /** The file's name inside the folder, or its own name. */
    String name(TraceFile file) {
        Path relative = file.path().equals(path) ? path.getFileName() : path.relativize(file.path());
        return String.valueOf(relative).replace('\\', '/') + (file.member().isEmpty() ? "" : "/" + file.member());
    }

    /** Starts a reading. */
    public Reading open() {
        return new Reading(this, false);
    }

    /** Starts a reading that also makes the digest of all that it opens. */
    public Reading openDigesting() {
        return new Reading(this, true);
    }
}
