package io.wavetank.workload.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON values of a file one after another: the elements of one array, or values that follow each other with nothing but blanks between
 * (JSON lines, pretty-printed or not). One value at a time is in memory.
 */
final class JsonTexts implements JsonItems {
    private static final int MAX_VALUES = 5_000_000;

    private final String file;
    private final Packing packing;
    private final InputStream packed;
    private final InputStream unpacked;
    private final JsonParser parser;
    private boolean begun;
    private boolean inArray;
    private int values;

    JsonTexts(String file, Packing packing, InputStream packed, InputStream unpacked) throws TraceFormatException {
        this.file = file;
        this.packing = packing;
        this.packed = packed;
        this.unpacked = unpacked;
        try {
            var limits = StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(100)
                    .maxStringLength(Lines.MAX_LINE_BYTES)
                    .build();
            var factory = JsonFactory.builder()
                    .streamReadConstraints(limits)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build();
            this.parser = factory.createParser(unpacked);
        } catch (IOException | RuntimeException e) {
            throw Lines.broken(file, packing, 0, e);
        }
    }

    @Override
    public @Nullable JsonItem next() throws TraceFormatException {
        try {
            JsonToken token = parser.nextToken();
            if (!begun && token == JsonToken.START_ARRAY) {
                inArray = true;
                token = parser.nextToken();
            }
            begun = true;
            if (inArray && token == JsonToken.END_ARRAY) {
                inArray = false;
                token = parser.nextToken();
                if (token != null) {
                    throw error("there is more after the end of the array", "correct the file");
                }
            }
            values = 0;
            return token == null ? null : value(token);
        } catch (TraceFormatException e) {
            throw e;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            String what = e.getOriginalMessage();
            String problem = what == null ? "not JSON" : Quoted.oneLine(what);
            throw error(
                    "not JSON: " + (problem.length() > 150 ? problem.substring(0, 150) + "..." : problem),
                    "correct this place");
        } catch (IOException | RuntimeException e) {
            throw Lines.broken(file, packing, line(), e);
        }
    }

    private JsonItem value(JsonToken token) throws IOException {
        if (++values > MAX_VALUES) {
            throw error("one value of more than " + MAX_VALUES + " parts", "check that it is the right file");
        }
        long line = line();
        return new JsonItem(
                file,
                line,
                switch (token) {
                    case START_OBJECT -> object();
                    case START_ARRAY -> array();
                    case VALUE_STRING -> parser.getText();
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonItem.Numeral(parser.getText());
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    case VALUE_NULL -> null;
                    case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                        throw error("a value is missing", "correct this place");
                });
    }

    private Map<String, JsonItem> object() throws IOException {
        var members = new LinkedHashMap<String, JsonItem>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser.nextToken()));
        }
        return members;
    }

    private List<JsonItem> array() throws IOException {
        var elements = new ArrayList<JsonItem>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token));
        }
        return elements;
    }

    private long line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private TraceFormatException error(String problem, String remedy) {
        return new TraceFormatException(file, line(), problem, remedy);
    }

    @Override
    public void drain() throws TraceFormatException {
        try {
            packed.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw Lines.broken(file, packing, line(), e);
        }
    }

    @Override
    public void close() {
        try (packed;
                unpacked) {
            parser.close();
        } catch (IOException | RuntimeException e) {
            // Everything wanted has been read; there is nothing that a failing close could spoil.
        }
    }
}
