package io.wavetank.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.TraceOptions;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of corrupt input is one clear fault, found without reading on and without memory for it. */
final class CorruptInputsTest {
    @TempDir
    private Path folder;

    private void fails(Path file, String... words) {
        assertThatThrownBy(() -> TraceFormats.open(file, null, TraceOptions.LOOK))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_gzip_file_that_is_cut_off() throws IOException {
        byte[] whole = Written.packed("gz", Written.JOBS.repeat(200));
        Path file = Written.bytes(folder, "cut.swf.gz", Arrays.copyOf(whole, whole.length - 20));

        fails(file, "cut.swf.gz: gzip data end in the middle", "fetch the file again");
    }

    @Test
    void a_bzip2_file_that_is_cut_off_or_changed() throws IOException {
        byte[] whole = bzip2(Written.JOBS.repeat(200));
        byte[] changed = whole.clone();
        changed[11] ^= 16; // in the checksum of the first block

        fails(Written.bytes(folder, "cut.bz2", Arrays.copyOf(whole, whole.length / 2)), "cut.bz2: bzip2 data ");
        fails(Written.bytes(folder, "changed.bz2", changed), "changed.bz2: bzip2 data ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "job_id,procs\n1,2\n"})
    void a_line_of_ten_gigabytes(String beginning) throws IOException {
        Path file = folder.resolve("endless.csv");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(("time,requests\n1," + beginning.replace('\n', ' ') + "1".repeat(5000))
                    .getBytes(StandardCharsets.UTF_8));
            sparse.setLength(10L << 30);
        }

        fails(file, "endless.csv:2: line is longer than 1048576 bytes");
    }

    @Test
    void a_json_text_of_ten_gigabytes() throws IOException {
        Path file = folder.resolve("endless.json");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(
                    "{\"nb_res\":4,\"jobs\":[{\"id\":1,\"subtime\":0,\"res\":4,\"profile\":\"d\"}],\"profiles\":{\""
                            .getBytes(StandardCharsets.UTF_8));
            sparse.write("a".repeat(60_000).getBytes(StandardCharsets.UTF_8));
            sparse.setLength(10L << 30);
        }

        fails(file, "endless.json:1: not JSON: ");
    }

    @Test
    void nul_bytes_at_the_beginning_and_in_the_middle() throws IOException {
        fails(Written.bytes(folder, "zeros.csv", new byte[4096]), "zeros.csv: is binary data with NUL bytes");
        String broken = Written.JOBS.replace("3 30 -1", "3 3\0 -1");
        fails(Written.text(folder, "nul.swf", broken), "nul.swf:7: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void text_in_utf_16_with_a_byte_order_mark_or_without_packed_or_not(String charset) throws IOException {
        byte[] text = Written.PODS.getBytes(Charset.forName(charset));
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text);
        }

        fails(Written.bytes(folder, "wide.csv", text), "wide.csv: is text in UTF-16; unpack or convert");
        fails(Written.bytes(folder, "wide.csv.gz", packed.toByteArray()), "wide.csv.gz: is text in UTF-16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../jobs.swf", "a/../../jobs.swf", "/etc/jobs.swf", "..\\jobs.swf"})
    void an_archive_with_a_name_that_leads_out_of_it(String name) throws IOException {
        Path file = Written.bytes(folder, "out.tar.gz", gzip(tar(name, Written.JOBS)));

        fails(file, "out.tar.gz: is a tar archive with a file that leads out of it: '", "do not trust it");
    }

    @Test
    void an_archive_that_is_cut_off() throws IOException {
        byte[] tar = tar("jobs.swf", Written.JOBS.repeat(100));

        fails(Written.bytes(folder, "cut.tar", Arrays.copyOf(tar, 3000)), "cut.tar");
        fails(Written.bytes(folder, "cut.tar.gz", Arrays.copyOf(gzip(tar), 120)), "cut.tar.gz");
    }

    @Test
    void an_archive_is_read_as_the_files_in_it() throws IOException {
        Path plain = Written.bytes(folder, "jobs.tar", tar("some/jobs.swf", Written.JOBS));
        Path packed = Written.bytes(folder, "jobs.tar.bz2", bzip2(tar("j", Written.JOBS)));

        assertThat(Written.submissions(Written.open(plain)))
                .hasSameSizeAs(Written.submissions(Written.open(packed)))
                .hasSize((int) Written.open(Written.text(folder, "jobs.swf", Written.JOBS))
                        .kept());
    }

    /** As many times a kilobyte of nothing as make a gigabyte. */
    private Path bomb(String name, byte[] kilobyte, Packer packer) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = packer.pack(Files.newOutputStream(file))) {
            for (int i = 0; i < 400_000; i++) {
                out.write(kilobyte);
            }
        }
        return file;
    }

    private interface Packer {
        OutputStream pack(OutputStream target) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({"gz", "bz2"})
    void a_small_file_that_unpacks_to_a_lot_of_nothing(String packing) throws IOException {
        Packer packer = packing.equals("gz") ? GZIPOutputStream::new : BZip2CompressorOutputStream::new;
        byte[] blank = "\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Path file = bomb("bomb." + packing, blank, packer);
        Path named = bomb("rows." + packing, "1 2 3\n".repeat(160).getBytes(StandardCharsets.UTF_8), target -> {
            OutputStream out = packer.pack(target);
            out.write(Written.PODS.getBytes(StandardCharsets.UTF_8));
            out.write("\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
            return new Blanks(out);
        });

        fails(file, "bomb." + packing + ": begins with nothing but blank lines");
        fails(named, "rows." + packing + ":", " data that unpack to more than 250 times their size");
    }

    /** Writes blank lines for whatever is written. */
    private static final class Blanks extends FilterOutputStream {
        private static final byte[] LINES = "\n".repeat(1000).getBytes(StandardCharsets.UTF_8);

        Blanks(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            out.write(LINES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e-400", "99999999999999999999999999", "Infinity", "NaN", "0x10"})
    void quantities_beyond_all_bounds(String quantity) throws IOException {
        UnaryOperator<String> spoilt = text -> text.replace("4000,2048", quantity + ",2048");
        fails(Written.text(folder, "pods.csv", spoilt.apply(Written.PODS)), "pods.csv:2: ");

        Path google = Written.text(
                folder,
                "google.csv",
                "600000000,,1,0,,0,u,2,9,0.5,0.1,0,0\n" + "601000000,,1,0,,0,u,2,9," + quantity + ",0.1,0,0\n");
        if (!quantity.equals("1e-400")) {
            fails(google, "google.csv:2: ");
        }
    }

    private static byte[] tar(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var hidden = new TarArchiveEntry("._" + "jobs.swf", true);
            hidden.setSize(3);
            tar.putArchiveEntry(hidden);
            tar.write(new byte[3]);
            tar.closeArchiveEntry();
            var entry = new TarArchiveEntry(name, true);
            entry.setSize(text.length());
            tar.putArchiveEntry(entry);
            tar.write(text.getBytes(StandardCharsets.UTF_8));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] bzip2(String text) throws IOException {
        return bzip2(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bzip2(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new BZip2CompressorOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
