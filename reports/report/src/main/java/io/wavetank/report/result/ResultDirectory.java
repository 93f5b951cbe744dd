package io.wavetank.report.result;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of results that appears whole or not at all: it is filled under a temporary name beside its place and moved there when
 * everything is written. Results of an earlier run in that place are replaced; anything else there is left alone.
 */
public final class ResultDirectory implements Closeable {
    /** The file by which a folder of results is known. */
    public static final String MARK = "run.json";

    private final Path target;
    private final Path partial;
    private boolean whole;

    private ResultDirectory(Path target, Path partial) {
        this.target = target;
        this.partial = partial;
    }

    /**
     * Begins a folder of results.
     *
     * @throws FileAlreadyExistsException if something is there that is not a folder of results
     */
    public static ResultDirectory begin(Path place) throws IOException {
        Path target = place.toAbsolutePath().normalize();
        check(place);
        Path parent = target.getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(place.toString(), null, "is the root of the file system");
        }
        Files.createDirectories(parent);
        removeLeftOvers(parent, target.getFileName() + ".partial-");
        Path partial = parent.resolve("." + target.getFileName() + ".partial-"
                + ProcessHandle.current().pid());
        Files.createDirectory(partial);
        return new ResultDirectory(target, partial);
    }

    /**
     * Checks, before anything is worked out, that a folder of results may be put there.
     *
     * @throws FileAlreadyExistsException if something is there that is not a folder of results
     */
    public static void check(Path place) throws IOException {
        Path target = place.toAbsolutePath().normalize();
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new FileAlreadyExistsException(place.toString(), null, "is a file");
        }
        try (Stream<Path> content = Files.list(target)) {
            if (!Files.exists(target.resolve(MARK)) && content.findAny().isPresent()) {
                throw new FileAlreadyExistsException(place.toString(), null, "holds something other than results");
            }
        }
    }

    /** Removes what runs into the same place left behind when they were killed. */
    private static void removeLeftOvers(Path parent, String prefix) throws IOException {
        List<Path> leftOvers;
        try (Stream<Path> content = Files.list(parent)) {
            leftOvers = content.filter(path -> isLeftOver(path, "." + prefix)).toList();
        }
        for (Path path : leftOvers) {
            delete(path);
        }
    }

    private static boolean isLeftOver(Path path, String prefix) {
        String name = String.valueOf(path.getFileName());
        if (!name.startsWith(prefix) || !name.substring(prefix.length()).matches("[0-9]{1,18}")) {
            return false;
        }
        long pid = Long.parseLong(name.substring(prefix.length()));
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }

    /** The folder to write into. */
    public Path path() {
        return partial;
    }

    /** Everything is written: moves the folder into place. */
    public void commit() throws IOException {
        Path old = partial.resolveSibling(partial.getFileName() + ".old");
        if (Files.exists(target)) {
            Files.move(target, old);
        }
        Files.move(partial, target);
        whole = true;
        if (Files.exists(old)) {
            delete(old);
        }
    }

    /** Removes the folder unless it was moved into place. */
    @Override
    public void close() throws IOException {
        if (!whole) {
            delete(partial);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            content.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
