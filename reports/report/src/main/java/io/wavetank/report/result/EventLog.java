package io.wavetank.report.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes {@code events.jsonl.gz}: an object a line with {@code t_ns}, {@code event}, and where they apply {@code id}, {@code node}, {@code reason}. */
final class EventLog implements Closeable {
    private final JsonGenerator json;

    EventLog(Path file) throws IOException {
        json = new JsonFactory().createGenerator(new GZIPOutputStream(Files.newOutputStream(file), 1 << 15));
        json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
    }

    void write(long nowNanos, String event, @Nullable String id, @Nullable String node, @Nullable Object reason)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("t_ns", nowNanos);
        json.writeStringField("event", event);
        if (id != null) {
            json.writeStringField("id", id);
        }
        if (node != null) {
            json.writeStringField("node", node);
        }
        if (reason != null) {
            json.writeStringField("reason", reason.toString());
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.writeRaw('\n');
        json.close();
    }
}
