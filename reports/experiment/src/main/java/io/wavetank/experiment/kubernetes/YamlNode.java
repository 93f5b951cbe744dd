package io.wavetank.experiment.kubernetes;

import io.wavetank.experiment.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a YAML file that knows where it stands. */
final class YamlNode {
    private final Path file;
    private final Node node;

    private YamlNode(Path file, Node node) {
        this.file = file;
        this.node = node;
    }

    static YamlNode read(Path file) throws IOException, UserException {
        String text = Files.readString(file);
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            if (root.isEmpty()) {
                throw new UserException(file + ": is empty; expected a KubeSchedulerConfiguration");
            }
            return new YamlNode(file, root.get());
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new UserException(file + place + ": not YAML (" + e.getProblem() + "); mend it");
        } catch (YamlEngineException e) {
            throw new UserException(file + ": not YAML (" + e.getMessage() + "); give one document of YAML");
        }
    }

    /** A mistake at this value. */
    UserException mistake(String said) {
        return new UserException(file
                + node.getStartMark()
                        .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                        .orElse("")
                + ": " + said);
    }

    String text() throws UserException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw mistake("expected a text");
    }

    int whole() throws UserException {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw mistake("'" + text() + "' is not a whole number");
        }
    }

    boolean flag() throws UserException {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw mistake("'" + text() + "' is neither true nor false");
        };
    }

    List<YamlNode> items() throws UserException {
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            sequence.getValue().forEach(each -> items.add(new YamlNode(file, each)));
            return items;
        }
        throw mistake("expected a list");
    }

    List<String> texts() throws UserException {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items()) {
            texts.add(item.text());
        }
        return texts;
    }

    Map<String, YamlNode> fields() throws UserException {
        if (!(node instanceof MappingNode mapping)) {
            throw mistake("expected keys and values");
        }
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new YamlNode(file, tuple.getKeyNode()).text();
            if (fields.put(key, new YamlNode(file, tuple.getValueNode())) != null) {
                throw mistake("the key '" + key + "' is given twice");
            }
        }
        return fields;
    }

    /** The value of a key, or null. */
    @Nullable
    YamlNode field(String key) throws UserException {
        YamlNode value = fields().get(key);
        return value == null || value.isNothing() ? null : value;
    }

    private boolean isNothing() {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"))
                && scalar.isPlain();
    }

    YamlNode required(String key) throws UserException {
        YamlNode value = field(key);
        if (value == null) {
            throw mistake("the key '" + key + "' is missing");
        }
        return value;
    }

    /** The items of a key's list; none if there is no such key. */
    List<YamlNode> list(String key) throws UserException {
        YamlNode value = field(key);
        return value == null ? List.of() : value.items();
    }

    /** Refuses keys that are none of these. */
    void only(String... keys) throws UserException {
        for (Map.Entry<String, YamlNode> field : fields().entrySet()) {
            if (!List.of(keys).contains(field.getKey())) {
                throw field.getValue()
                        .mistake("nothing here goes by the key '" + field.getKey() + "'; expected "
                                + String.join(", ", keys));
            }
        }
    }
}
