package io.wavetank.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole or not at all: it is written under another name beside its place and moved there when all is written. */
final class WholeFile implements Closeable {
    private final Path place;
    private final Path partial;

    WholeFile(Path place) {
        this.place = place.toAbsolutePath();
        this.partial = this.place.resolveSibling("." + this.place.getFileName() + ".partial");
    }

    /** The file to write. */
    Path partial() {
        return partial;
    }

    /** Everything is written: moves the file into place. */
    void commit() throws IOException {
        Files.move(partial, place, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the file unless it was moved into place. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(partial);
    }
}
