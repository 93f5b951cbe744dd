package io.wavetank.experiment.conformance.mesos;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.mesos.resource.Amount;
import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.Resource;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.resource.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads resources as the recordings write them. */
final class ResourceText {
    private ResourceText() {}

    /** Returns the resources of a list, allocated to a role where one is given. */
    static ResourceBag bag(JsonNode list, String role) {
        List<Resource> found = new ArrayList<>();
        for (JsonNode each : list) {
            found.add(resource(each, role));
        }
        return ResourceBag.of(found);
    }

    private static Resource resource(JsonNode node, String role) {
        return new Resource(
                node.path("name").asText(),
                amount(node.path("value")),
                reservations(node.path("reservedFor")),
                node.path("dynamic").asBoolean(),
                node.path("revocable").asBoolean(),
                node.path("volume").asText(""),
                node.path("shared").asBoolean(),
                node.path("copies").asInt(1),
                node.path("role").asText(role));
    }

    private static Amount amount(JsonNode value) {
        return value.isNumber() ? Scalar.of(value.doubleValue()) : Amount.parse(value.asText());
    }

    private static List<String> reservations(JsonNode node) {
        List<String> roles = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> roles.add(each.asText()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            roles.add(node.asText());
        }
        return roles;
    }

    /** Returns the numbers of an object {@code name: number}. */
    static Quantities scalars(JsonNode object) {
        return Quantities.of(thousandths(object));
    }

    /** Returns the numbers of a list of resources, in thousandths; zeros stay. */
    static Map<String, Long> listed(JsonNode list) {
        Map<String, Long> found = new TreeMap<>();
        for (JsonNode each : list) {
            long more = Scalar.of(each.path("value").doubleValue()).thousandths();
            found.merge(each.path("name").asText(), more, Long::sum);
        }
        return found;
    }

    static ResourceBag scalarBag(JsonNode object) {
        List<Resource> found = new ArrayList<>();
        thousandths(object).forEach((name, value) -> found.add(Resource.of(name, new Scalar(value))));
        return ResourceBag.of(found);
    }

    private static Map<String, Long> thousandths(JsonNode object) {
        Map<String, Long> found = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            found.put(each.getKey(), Scalar.of(each.getValue().doubleValue()).thousandths());
        }
        return found;
    }
}
