package io.wavetank.workload.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Temporary files of what is packed and has to be read at any place. */
final class Unpacked {
    private Unpacked() {}

    /** Lays the text into a file that is gone when it is closed. */
    static FileChannel of(InputStream text) throws IOException {
        Path place = Files.createTempFile("wavetank-unpacked-", ".tmp");
        FileChannel file = FileChannel.open(
                place, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            // Where a file that is open may be removed, nothing stays behind even if the program is killed.
            if (!System.getProperty("os.name", "").startsWith("Windows")) {
                Files.deleteIfExists(place);
            }
            OutputStream out = Channels.newOutputStream(file);
            text.transferTo(out);
            out.flush();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
