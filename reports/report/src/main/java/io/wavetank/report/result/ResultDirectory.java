package io.wavetank.report.result;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of results that appears whole or not at all: it is filled under a temporary name beside its place and moved there when
 * everything is written. Results of an earlier run in that place are replaced; anything else there is left alone.
 */
public final class ResultDirectory implements Closeable {
    /** The file by which a folder of results is known. */
    public static final String MARK = "run.json";

    private static final String OLD = ".old";
    private static final int ATTEMPTS = 10;

    private final Path target;
    private final Path partial;
    /** The folders above it that were made for it, the innermost first. */
    private final List<Path> above;

    private final Thread onInterrupt = new Thread(this::leaveNothing, "removal of half-written results");
    private boolean whole;

    private ResultDirectory(Path target, Path partial, List<Path> above) {
        this.target = target;
        this.partial = partial;
        this.above = above;
    }

    /**
     * Begins a folder of results.
     *
     * @throws FileAlreadyExistsException if something is there that is not a folder of results
     */
    public static ResultDirectory begin(Path place) throws IOException {
        check(place);
        Path target = place.toAbsolutePath().normalize();
        if (Files.isSymbolicLink(target)) {
            target = target.toRealPath();
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(place.toString(), null, "is the root of the file system");
        }
        List<Path> above = missing(parent);
        Files.createDirectories(parent);
        removeLeftOvers(target, parent);
        Path partial = parent.resolve("." + target.getFileName() + ".partial-"
                + ProcessHandle.current().pid());
        var results = new ResultDirectory(target, partial, above);
        results.create();
        return results;
    }

    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path at = folder; at != null && !Files.exists(at); at = at.getParent()) {
            missing.add(at);
        }
        return missing;
    }

    /** Creates the folder, after who removes it if the process is interrupted stands by: there is no moment at which it would be left. */
    private synchronized void create() throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            throw new InterruptedIOException("the process is being interrupted");
        }
        try {
            Files.createDirectory(partial);
        } catch (IOException e) {
            forgetInterrupts();
            if (e instanceof NoSuchFileException) { // what file systems say that hold no folders of users
                throw new AccessDeniedException(String.valueOf(partial.getParent()));
            }
            throw e;
        }
    }

    /** Says whether the process is not being interrupted already. */
    private boolean forgetInterrupts() {
        try {
            return Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            return false; // the removal is under way
        }
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

    /**
     * Removes what runs into the same place left behind when they were killed. Where one was killed between its two moves, the results that it
     * was about to replace are put back first: a run that fails leaves what was there.
     */
    private static void removeLeftOvers(Path target, Path parent) throws IOException {
        List<Path> leftOvers;
        Pattern name =
                Pattern.compile(Pattern.quote("." + target.getFileName() + ".partial-") + "([0-9]{1,18})(\\.old)?");
        try (Stream<Path> content = Files.list(parent)) {
            leftOvers = content.filter(path -> isLeftOver(path, name)).sorted().toList();
        }
        for (Path path : leftOvers) {
            if (path.toString().endsWith(OLD) && !Files.exists(target)) {
                Files.move(path, target);
            } else {
                delete(path);
            }
        }
    }

    private static boolean isLeftOver(Path path, Pattern name) {
        Matcher matcher = name.matcher(String.valueOf(path.getFileName()));
        if (!matcher.matches()) {
            return false;
        }
        long pid = Long.parseLong(matcher.group(1));
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }

    /** The folder to write into. */
    public Path path() {
        return partial;
    }

    /** Everything is written: moves the folder into place. */
    public synchronized void commit() throws IOException {
        Path old = partial.resolveSibling(partial.getFileName() + OLD);
        if (Files.exists(target)) {
            Files.move(target, old);
        }
        try {
            Files.move(partial, target);
        } catch (IOException e) {
            if (Files.exists(old) && !Files.exists(target)) {
                Files.move(old, target);
            }
            throw e;
        }
        whole = true;
        if (Files.exists(old)) {
            delete(old);
        }
    }

    /** Removes the folder unless it was moved into place. */
    @Override
    public void close() throws IOException {
        if (forgetInterrupts() && !whole) {
            delete(partial);
            removeAbove();
        }
    }

    /** Removes the folders that were made above, up to one in which something else is by now. */
    private void removeAbove() throws IOException {
        for (Path each : above) {
            try {
                Files.deleteIfExists(each);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    /** Whoever writes goes on writing while the process is interrupted; a file that comes in between is removed at the next attempt. */
    private synchronized void leaveNothing() {
        for (int attempt = 0; attempt < ATTEMPTS && !whole && Files.exists(partial); attempt++) {
            try {
                delete(partial);
                removeAbove();
            } catch (IOException e) {
                // not empty again
            }
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
