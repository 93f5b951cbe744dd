package io.wavetank.workload.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.wavetank.workload.Written;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinesTest {
    @TempDir
    private Path folder;

    private List<String> read(byte[] bytes) throws IOException {
        Path file = Written.bytes(folder, "trace", bytes);
        var read = new ArrayList<String>();
        try (Lines lines = TraceFile.of(file).lines()) {
            while (lines.next()) {
                read.add(lines.number() + ":" + lines.text(lines.start(), lines.end()));
            }
            assertThat(lines.next()).isFalse();
        }
        return read;
    }

    private List<String> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String longText() {
        var text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append("line ").append(i).append(" of a text longer than any buffer\n");
        }
        return text.toString();
    }

    @Test
    void ends_lines_at_lf_crlf_and_the_end_of_the_file() throws IOException {
        assertThat(read("a\nb\r\n\nc")).containsExactly("1:a", "2:b", "3:", "4:c");
        assertThat(read("a\n")).containsExactly("1:a");
        assertThat(read("\n")).containsExactly("1:");
        assertThat(read("\uFEFFa\n\u00e4")).containsExactly("1:a", "2:\u00e4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "gz", "xz", "zst"})
    void unpacks_by_content_whatever_the_name(String packing) throws IOException {
        String text = longText();
        assertThat(read(Written.packed(packing, text))).isEqualTo(read(text)).hasSize(30_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst"})
    void reads_packed_files_that_were_joined(String packing) throws IOException {
        var joined = new ByteArrayOutputStream();
        joined.write(Written.packed(packing, "a\nb"));
        joined.write(Written.packed(packing, ""));
        joined.write(Written.packed(packing, "c\n"));
        assertThat(read(joined.toByteArray())).containsExactly("1:a", "2:bc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst"})
    void a_packed_file_that_ends_early_is_reported_wherever_it_was_cut(String packing) throws IOException {
        byte[] whole = Written.packed(packing, longText());
        for (int length : new int[] {6, 7, 9, 11, 17, 100, whole.length / 2, whole.length - 9, whole.length - 1}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
                    .as("%s cut after %d of %d bytes", packing, length, whole.length)
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessageContaining("trace: ")
                    .hasMessageContaining(" data ")
                    .hasMessageEndingWith("; fetch the file again");
        }
    }

    @Test
    void says_how_far_a_corrupt_file_could_be_read() throws IOException {
        byte[] packed = Written.packed("gz", "a\nb\n");
        packed[packed.length - 8] ^= 1;
        assertThatThrownBy(() -> read(packed))
                .hasMessageEndingWith(
                        "trace: gzip data are corrupt or cut off after line 2 (the checksum of member 1 does not match); fetch the file again");
    }

    @Test
    void sound_files_that_take_too_much_memory_are_not_called_corrupt() throws IOException {
        byte[] windowOf128Mib = Written.packed("zst", longText());
        assertThat(windowOf128Mib[4] & 0x20).as("the frame states its window").isZero();
        windowOf128Mib[5] = (byte) (17 << 3);
        assertThatThrownBy(() -> read(windowOf128Mib))
                .hasMessageContaining("trace: zstd data that take more memory to unpack than is allowed")
                .hasMessageEndingWith("; unpack the file first");
    }

    @Test
    void something_after_the_last_gzip_member_is_reported_but_zeros_are_padding() throws IOException {
        byte[] packed = Written.packed("gz", "a\n");
        byte[] longer = Arrays.copyOf(packed, packed.length + 20);
        assertThat(read(longer)).containsExactly("1:a");
        longer[longer.length - 1] = 1;
        assertThatThrownBy(() -> read(longer)).hasMessageContaining("something else after member 1");
        longer[packed.length] = 1;
        assertThatThrownBy(() -> read(longer)).hasMessageContaining("no gzip header where member 2 should begin");
    }

    @Test
    void a_line_without_end_is_reported_before_it_fills_the_memory() throws IOException {
        var endless = new byte[3 * Lines.MAX_LINE_BYTES];
        Arrays.fill(endless, (byte) 'x');
        endless[0] = '\n';
        assertThatThrownBy(() -> read(endless))
                .hasMessageEndingWith("trace:2: line is longer than 1048576 bytes; check that this is a text file");
        var longest = new byte[Lines.MAX_LINE_BYTES];
        Arrays.fill(longest, (byte) 'x');
        assertThat(read(longest)).hasSize(1);
    }

    @Test
    void bytes_that_are_not_utf_8_are_reported_with_their_line() {
        assertThatThrownBy(() -> read(new byte[] {'a', '\n', 'b', (byte) 0xFF, '\n'}))
                .isInstanceOfSatisfying(
                        TraceFormatException.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessageEndingWith("trace:2: bytes that are not UTF-8; save the file as UTF-8");
    }

    @Test
    void files_that_cannot_be_text_are_named_for_what_they_are() {
        assertThatThrownBy(() -> read("PK\3\4 and so on")).hasMessageContaining("trace: is a zip archive; unpack");
        assertThatThrownBy(() -> read("BZh91AY")).hasMessageContaining("trace: bzip2 data ");
        assertThatThrownBy(() -> read("\0\0\0\0a,b\n")).hasMessageContaining("is binary data with NUL bytes; ");
        assertThatThrownBy(() -> read("a,b".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageContaining("is text in UTF-16");
        assertThatThrownBy(() -> read("PAR1....")).hasMessageContaining("is a Parquet file");
        assertThatThrownBy(() -> read("a,b".getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("is text in UTF-16");
    }

    @Test
    void missing_empty_and_odd_files_are_reported_without_a_line() {
        assertThatThrownBy(() -> TraceFile.of(folder.resolve("nowhere.csv")))
                .isInstanceOfSatisfying(TraceFormatException.class, e -> {
                    assertThat(e.line()).isZero();
                    assertThat(e.file()).endsWith("nowhere.csv");
                })
                .hasMessageEndingWith("nowhere.csv: no such file; check the name and the folder");
        assertThatThrownBy(() -> TraceFile.of(folder)).hasMessageContaining(": is a directory; ");
        assertThatThrownBy(() -> read("")).hasMessageContaining("trace: is empty; ");
    }

    @Test
    void a_file_without_permission_is_reported() throws IOException {
        Path file = Written.text(folder, "secret", "a");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "SKIPPED: this user may read any file");
        assertThatThrownBy(() -> TraceFile.of(file).lines()).hasMessageContaining("secret: may not be read; ");
    }

    @Test
    void a_file_changed_after_the_first_look_is_reported() throws IOException {
        Path path = Written.text(folder, "trace", "a\n");
        TraceFile file = TraceFile.of(path);
        Files.writeString(path, "a\nb\n");
        assertThatThrownBy(file::lines).hasMessageContaining("was changed after it had been checked");
    }

    @Test
    void a_message_is_one_line_whatever_the_file_holds() {
        assertThat(new TraceFormatException("a\nb", 3, "x", "y").getMessage()).isEqualTo("a\\nb:3: x; y");
        assertThat(Quoted.of("a\r\u001b[31m")).isEqualTo("'a\\r\\x1b[31m'");
        assertThat(Quoted.of("x".repeat(100))).endsWith("...' (100 characters)").hasSizeLessThan(90);
    }
}
