package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the scenario's JSON Schema, references followed. The schema is JSON Schema of draft 2020-12, and two keywords of ours: {@code
 * x-unit} names the {@link Unit} of a quantity, or {@code scale} for that of the key further out; {@code x-text} takes numbers for text.
 */
record Schema(JsonNode node, JsonNode root) {
    private static final String RESOURCE = "scenario.schema.json";

    /** Returns the schema of a scenario. */
    static Schema scenario() {
        try {
            JsonNode root = new JsonMapper().readTree(text());
            return new Schema(root, root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the schema of a file of a model. */
    static Schema model() {
        Schema scenario = scenario();
        return new Schema(scenario.root.at("/$defs/model"), scenario.root);
    }

    /** The schema as it stands in the jar. */
    static String text() {
        return resource(RESOURCE);
    }

    static String resource(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a keyword's value: what stands here, else what stands where the reference leads; a missing node if there is none. */
    JsonNode get(String keyword) {
        JsonNode here = node.path(keyword);
        JsonNode reference = node.path("$ref");
        if (!here.isMissingNode() || reference.isMissingNode()) {
            return here;
        }
        return new Schema(root.at(reference.asText().substring(1)), root).get(keyword);
    }

    boolean has(String keyword) {
        return !get(keyword).isMissingNode();
    }

    private Schema sub(JsonNode part) {
        return new Schema(part, root);
    }

    /** The types that a value may have; empty for any. */
    List<String> types() {
        JsonNode type = get("type");
        List<String> types = new ArrayList<>();
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        for (Schema branch : branches()) {
            types.addAll(branch.types());
        }
        return types.stream().distinct().toList();
    }

    /** The alternatives; empty if there is but one form. */
    List<Schema> branches() {
        List<Schema> branches = new ArrayList<>();
        get("oneOf").forEach(each -> branches.add(sub(each)));
        return branches;
    }

    /** The keys that are known, in the order of the schema. */
    Map<String, Schema> properties() {
        Map<String, Schema> properties = new LinkedHashMap<>();
        get("properties").properties().forEach(each -> properties.put(each.getKey(), sub(each.getValue())));
        return properties;
    }

    /** What keys other than the known ones hold, or null if there may be none. */
    @Nullable
    Schema others() {
        JsonNode others = get("additionalProperties");
        return others.isObject() ? sub(others) : null;
    }

    Schema items() {
        return sub(get("items"));
    }

    List<String> words(String keyword) {
        List<String> words = new ArrayList<>();
        get(keyword).forEach(each -> words.add(each.asText()));
        return words;
    }
}
