package io.wavetank.experiment.conformance;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wavetank.experiment.UserException;
import io.wavetank.workload.input.TraceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file that may hold recorded decisions, packed or plain; its content is read once. */
public final class RecordedFile {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path path;
    private boolean looked;
    private @Nullable JsonNode json;

    /** Names the file. */
    public RecordedFile(Path path) {
        this.path = path;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Its name without the folder. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /**
     * Returns its content if it is a JSON object or array, plain or packed with gzip, else null.
     *
     * @throws UserException if it begins like one and then is not
     */
    public @Nullable JsonNode json() throws IOException, UserException {
        if (!looked) {
            looked = true;
            byte[] text = unpacked();
            json = beginsLikeJson(text) ? parsed(text) : null;
        }
        return json;
    }

    /** Whether it is a JSON object with all of these keys. */
    public boolean hasKeys(String... keys) throws IOException, UserException {
        JsonNode root = json();
        return root != null && List.of(keys).stream().allMatch(root::has);
    }

    /** Returns its first line of text, packed or plain; the empty string if it has none. */
    public String firstLine() throws IOException {
        if (Files.size(path) == 0) {
            return "";
        }
        List<String> head = TraceFile.of(path).head(1);
        return head.isEmpty() ? "" : head.get(0);
    }

    private byte[] unpacked() throws IOException, UserException {
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length < 2 || bytes[0] != 0x1F || (bytes[1] & 0xFF) != 0x8B) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UserException(path + ": cannot be unpacked (" + e.getMessage() + "); fetch it again");
        }
    }

    private static boolean beginsLikeJson(byte[] text) {
        for (byte each : text) {
            if (!Character.isWhitespace(each)) {
                return each == '{' || each == '[';
            }
        }
        return false;
    }

    private JsonNode parsed(byte[] text) throws IOException, UserException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new UserException(path + (place == null ? "" : ":" + place.getLineNr()) + ": not JSON ("
                    + e.getOriginalMessage().replaceAll("\\s+", " ") + "); fetch it again");
        }
    }
}
