package io.wavetank.workload.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.wavetank.workload.input.Rows;
import io.wavetank.workload.input.TraceFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to fill memory or to keep a reader busy: a few bytes that claim to be many. */
final class HostileSizesTest {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    /** A file of one column of numbers whose pages are the bytes that are handed in. */
    private Path file(FieldRepetitionType repetition, CompressionCodec codec, long rows, long values, byte[] pages)
            throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(MAGIC);
        out.write(pages);
        var root = new SchemaElement("root");
        root.setNum_children(1);
        var column = new SchemaElement("n");
        column.setType(Type.INT64);
        column.setRepetition_type(repetition);
        var meta = new ColumnMetaData(
                Type.INT64, List.of(Encoding.PLAIN), List.of("n"), codec, values, pages.length, pages.length, 4);
        var chunk = new ColumnChunk(4);
        chunk.setMeta_data(meta);
        var group = new RowGroup(List.of(chunk), pages.length, rows);
        int before = out.size();
        Util.writeFileMetaData(new FileMetaData(1, List.of(root, column), rows, List.of(group)), out);
        BytesUtils.writeIntLittleEndian(out, out.size() - before);
        out.write(MAGIC);
        return Files.write(folder.resolve("hostile.parquet"), out.toByteArray());
    }

    private static byte[] page(int size, int length, int values, Encoding encoding, byte[] content) throws IOException {
        var header = new PageHeader(PageType.DATA_PAGE, size, length);
        header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
        return page(header, content);
    }

    private static byte[] page(PageHeader header, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        Util.writePageHeader(header, out);
        out.write(content);
        return out.toByteArray();
    }

    private static void refuses(Path file, String problem) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> Rows.of(file))
                        .isInstanceOf(TraceFormatException.class)
                        .hasMessageStartingWith(file + ": is no sound Parquet file: ")
                        .hasMessageContaining(problem));
    }

    @Test
    void a_page_that_claims_to_unpack_to_two_gigabytes_is_refused_before_they_are_asked_for() throws IOException {
        byte[] page = page(Integer.MAX_VALUE, 10, 1, Encoding.PLAIN, new byte[10]);

        refuses(
                file(FieldRepetitionType.REQUIRED, CompressionCodec.SNAPPY, 1, 1, page),
                "a page of 2147483647 bytes; no more than 134217728 are read");
    }

    @Test
    void a_page_that_claims_to_be_longer_than_the_file_is_refused() throws IOException {
        byte[] page = page(2_000_000_000, 2_000_000_000, 1, Encoding.PLAIN, new byte[10]);

        refuses(
                file(FieldRepetitionType.REQUIRED, CompressionCodec.UNCOMPRESSED, 1, 1, page),
                "a page of 2000000000 bytes where 10 are left");
    }

    @Test
    void a_dictionary_of_two_billion_values_in_ten_bytes_is_refused() throws IOException {
        var header = new PageHeader(PageType.DICTIONARY_PAGE, 10, 10);
        header.setDictionary_page_header(new DictionaryPageHeader(Integer.MAX_VALUE, Encoding.PLAIN));

        refuses(
                file(FieldRepetitionType.REQUIRED, CompressionCodec.UNCOMPRESSED, 1, 1, page(header, new byte[10])),
                "a dictionary of 2147483647 values in 10 bytes");
    }

    @Test
    void more_rows_than_the_bytes_of_any_trace_hold_are_refused_at_once() throws IOException {
        byte[] nulls = {6, 0, 0, 0, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x10, 0};
        byte[] page = page(nulls.length, nulls.length, Integer.MAX_VALUE, Encoding.PLAIN, nulls);

        refuses(
                file(
                        FieldRepetitionType.OPTIONAL,
                        CompressionCodec.UNCOMPRESSED,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        page),
                "2147483647 rows in");
    }

    @Test
    void a_list_of_a_billion_values_in_one_row_is_refused() throws IOException {
        // Levels of repetition: one 0, then a run of 2^30 ones. Levels of definition: a run of ones. Values: none
        // needed by the dictionary.
        var content = new ByteArrayOutputStream();
        byte[] repetitions = {2, 0, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08, 1};
        BytesUtils.writeIntLittleEndian(content, repetitions.length);
        content.write(repetitions);
        byte[] definitions = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08, 1};
        BytesUtils.writeIntLittleEndian(content, definitions.length);
        content.write(definitions);
        content.write(new byte[] {0, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08});
        var dictionary = new PageHeader(PageType.DICTIONARY_PAGE, 8, 8);
        dictionary.setDictionary_page_header(new DictionaryPageHeader(1, Encoding.PLAIN));
        var pages = new ByteArrayOutputStream();
        pages.write(page(dictionary, new byte[8]));
        pages.write(page(content.size(), content.size(), 1 << 30, Encoding.RLE_DICTIONARY, content.toByteArray()));

        refuses(
                file(FieldRepetitionType.REPEATED, CompressionCodec.UNCOMPRESSED, 1, 1 << 30, pages.toByteArray()),
                "a list of more than 1048576 values in one row");
    }

    @Test
    void a_page_that_unpacks_to_more_or_less_than_it_says_is_refused() throws IOException {
        byte[] packed = new byte[] {8, 7 << 2, 1, 2, 3, 4, 5, 6, 7, 8}; // Snappy: eight bytes as they are

        assertThat(Rows.of(file(
                        FieldRepetitionType.REQUIRED,
                        CompressionCodec.SNAPPY,
                        1,
                        1,
                        page(8, packed.length, 1, Encoding.PLAIN, packed))))
                .containsExactly("n=578437695752307201");
        for (int size : new int[] {7, 9, 1 << 20}) {
            refuses(
                    file(
                            FieldRepetitionType.REQUIRED,
                            CompressionCodec.SNAPPY,
                            1,
                            1,
                            page(size, packed.length, 1, Encoding.PLAIN, packed)),
                    "unpack");
        }
    }

    @Test
    void a_footer_that_claims_to_be_longer_than_the_file_is_refused() throws IOException {
        byte[] bytes = Arrays.copyOf(MAGIC, 40);
        Arrays.fill(bytes, 32, 36, (byte) 0x7F);
        System.arraycopy(MAGIC, 0, bytes, 36, 4);

        refuses(Files.write(folder.resolve("h.parquet"), bytes), "its footer would be 2139062143 bytes long");
    }

    @Test
    void a_file_that_only_begins_like_parquet_is_cut_off() throws IOException {
        Path file = Files.write(folder.resolve("h.parquet"), Arrays.copyOf(MAGIC, 40));

        assertThatThrownBy(() -> Rows.of(file))
                .hasMessage(
                        file + ": begins like a Parquet file but does not end like one: it is cut off; fetch it again");
    }
}
