package io.wavetank.experiment.conformance.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.swarm.constraint.Constraint;
import io.wavetank.policy.swarm.constraint.NodeCondition;
import io.wavetank.policy.swarm.node.Availability;
import io.wavetank.policy.swarm.node.GenericResource;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.node.NodeState;
import io.wavetank.policy.swarm.node.Platform;
import io.wavetank.policy.swarm.orchestrate.Service;
import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.Placement;
import io.wavetank.policy.swarm.task.PublishedPort;
import io.wavetank.policy.swarm.task.Reservation;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes and services as they stand in recorded files; what is missing is 0 or empty. */
final class SwarmText {
    private SwarmText() {}

    static NodeSpec node(JsonNode json) {
        return new NodeSpec(
                required(json, "id"),
                json.path("hostname").asText(),
                json.path("addr").asText(),
                json.path("role").asText(),
                word(Availability.class, json, "availability", Availability.ACTIVE),
                word(NodeState.class, json, "state", NodeState.UNKNOWN),
                json.path("nanoCpus").asLong(),
                json.path("memoryBytes").asLong(),
                generic(json.path("generic")),
                map(json.path("labels")),
                map(json.path("engineLabels")),
                platform(json),
                List.of());
    }

    static Service service(JsonNode json, long nowNanos) {
        String mode = required(json, "mode");
        if (!mode.equals("replicated") && !mode.equals("global")) {
            throw new IllegalArgumentException(
                    "the mode '" + mode + "' of service " + json.path("id") + " is not known here");
        }
        var reservation = new Reservation(
                json.path("nanoCpus").asLong(), json.path("memoryBytes").asLong(), generic(json.path("generic")));
        var spec = new TaskSpec(
                required(json, "id"),
                json.path("specVersion").asLong(),
                mode.equals("global") ? Mode.GLOBAL : Mode.REPLICATED,
                reservation,
                placement(json),
                RestartPolicy.DEFAULT);
        return new Service(spec, json.path("replicas").asLong(), 0, nowNanos);
    }

    private static Placement placement(JsonNode json) {
        List<Platform> platforms = new ArrayList<>();
        json.path("platforms").forEach(each -> platforms.add(platform(each)));
        List<PublishedPort> ports = new ArrayList<>();
        for (JsonNode each : json.path("hostPorts")) {
            if (each.path("port").asInt() != 0) {
                ports.add(new PublishedPort(
                        each.path("protocol").asText(), each.path("port").asInt()));
            }
        }
        return new Placement(
                constraints(texts(json.path("constraints"))),
                texts(json.path("spreads")),
                platforms,
                json.path("maxReplicas").asLong(),
                ports,
                List.of());
    }

    /** Production leaves the filter out where one of the constraints cannot be read. */
    private static List<NodeCondition> constraints(List<String> texts) {
        List<NodeCondition> parsed = new ArrayList<>();
        for (String each : texts) {
            try {
                parsed.add(Constraint.parse(each));
            } catch (IllegalArgumentException unreadable) {
                return List.of();
            }
        }
        return parsed;
    }

    private static Platform platform(JsonNode json) {
        return new Platform(json.path("os").asText(), json.path("arch").asText());
    }

    private static List<GenericResource> generic(JsonNode json) {
        List<GenericResource> found = new ArrayList<>();
        for (JsonNode each : json) {
            String kind = required(each, "kind");
            if (each.has("named")) {
                each.path("named").forEach(name -> found.add(GenericResource.named(kind, name.asText())));
            } else {
                found.add(GenericResource.discrete(kind, each.path("value").asLong()));
            }
        }
        return found;
    }

    private static SortedMap<String, String> map(JsonNode json) {
        var found = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            found.put(each.getKey(), each.getValue().asText());
        }
        return found;
    }

    static List<String> texts(JsonNode json) {
        List<String> found = new ArrayList<>();
        json.forEach(each -> found.add(each.asText()));
        return found;
    }

    static String required(JsonNode json, String key) {
        if (!json.path(key).isTextual()) {
            throw new IllegalArgumentException("'" + key + "' is missing in " + json);
        }
        return json.path(key).asText();
    }

    static <E extends Enum<E>> E word(Class<E> kind, JsonNode json, String key, E missing) {
        return json.has(key) ? Enum.valueOf(kind, json.path(key).asText()) : missing;
    }
}
