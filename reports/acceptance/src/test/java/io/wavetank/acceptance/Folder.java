package io.wavetank.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads what a run left behind, with nothing of Wavetank's own. */
final class Folder {
    private Folder() {}

    /** The names of all files below a folder, in order. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            return content.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** The names in a folder, hidden ones too. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** SHA-256 of each file below a folder whose name will do, as it lies there. */
    static SortedMap<String, String> digests(Path folder, Predicate<String> names) throws IOException {
        return digests(folder, names, false);
    }

    /** SHA-256 of what is in each file below a folder whose name will do; packed files are unpacked. */
    static SortedMap<String, String> contents(Path folder, Predicate<String> names) throws IOException {
        return digests(folder, names, true);
    }

    private static SortedMap<String, String> digests(Path folder, Predicate<String> names, boolean unpack)
            throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (String name : files(folder)) {
            if (names.test(name)) {
                Path file = folder.resolve(name);
                digests.put(name, sha256(unpack && name.endsWith(".gz") ? unpacked(file) : Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is in a file packed with gzip. */
    static byte[] unpacked(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16)) {
            return in.readAllBytes();
        }
    }

    /** The rows of a CSV file, packed or not, by column. A value may be quoted, if it goes on for one line. */
    static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = lines(file);
        List<String> columns = fields(lines.get(0));
        List<Map<String, String>> rows = new ArrayList<>(lines.size());
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = fields(line);
            if (fields.size() != columns.size()) {
                throw new AssertionError(file + ": not " + columns.size() + " fields: " + line);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                row.put(columns.get(i), fields.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> fields(String line) {
        if (line.indexOf('"') < 0) {
            return List.of(line.split(",", -1));
        }
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** The lines of a text file, packed or not. */
    static List<String> lines(Path file) throws IOException {
        byte[] bytes = file.toString().endsWith(".gz") ? unpacked(file) : Files.readAllBytes(file);
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    static JsonNode json(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
