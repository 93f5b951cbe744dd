package io.wavetank.experiment.conformance.mesos;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.Draws;
import io.wavetank.policy.mesos.allocator.AgentSpec;
import io.wavetank.policy.mesos.allocator.AllocatorOptions;
import io.wavetank.policy.mesos.allocator.Capability;
import io.wavetank.policy.mesos.allocator.FrameworkSpec;
import io.wavetank.policy.mesos.allocator.HierarchicalAllocator;
import io.wavetank.policy.mesos.allocator.Quota;
import io.wavetank.policy.mesos.allocator.RefuseTime;
import io.wavetank.policy.mesos.resource.Limits;
import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A case of the allocator. Operations that the allocator is told of one after the other take effect before it holds a round; it holds it when
 * the case lets things settle, lets time go by, or looks at the offers.
 */
final class AllocatorCase implements CaseReplay.Subject {
    private static final double NANOS_PER_SECOND = 1e9;

    private final HierarchicalAllocator allocator;
    private final WaitingOffers offers = new WaitingOffers();
    private final Map<String, SortedSet<String>> rolesOf = new HashMap<>();
    private long nowNanos;

    AllocatorCase(JsonNode recorded) {
        JsonNode options = recorded.path("options");
        long interval = nanos(options.path("allocationIntervalSeconds").doubleValue());
        var settings = AllocatorOptions.DEFAULT.with(
                interval > 0 ? interval : AllocatorOptions.DEFAULT.intervalNanos(),
                words(options.path("fairnessExclude")));
        this.allocator = new HierarchicalAllocator(settings, new Draws(1, 0), offers::add);
        for (JsonNode each : recorded.path("ops")) {
            if (each.path("op").asText().equals("addFramework")) {
                rolesOf.put(each.path("framework").asText(), words(each.path("roles")));
            }
        }
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * NANOS_PER_SECOND);
    }

    @Override
    public Optional<String> apply(String operation, JsonNode op) {
        switch (operation) {
            case "expectOffer", "expectNoOffer", "takeOffer", "assertOffer" -> {
                allocator.settle();
                return offers.apply(operation, op);
            }
            case "settle" -> allocator.settle();
            case "advance" -> {
                allocator.settle();
                nowNanos += nanos(op.path("seconds").doubleValue());
                allocator.advanceTo(nowNanos);
            }
            case "recoverResources" -> recover(op);
            case "updateQuota" -> updateQuota(op);
            case "updateWeights", "updateWeight" -> updateWeights(op);
            case "updateWhitelist" ->
                allocator.updateWhitelist(op.path("agents").isNull() ? null : words(op.path("agents")));
            default ->
                change(
                        operation,
                        op,
                        op.path("framework").asText(),
                        op.path("agent").asText());
        }
        return Optional.empty();
    }

    private void change(String operation, JsonNode op, String framework, String agent) {
        switch (operation) {
            case "addAgent" ->
                allocator.addAgent(
                        new AgentSpec(
                                agent,
                                ResourceText.bag(op.path("total"), ""),
                                capabilities(op),
                                op.path("region").asText("")),
                        used(op, "framework"));
            case "removeAgent" -> allocator.removeAgent(agent);
            case "updateAgentTotal" -> allocator.updateAgentTotal(agent, ResourceText.bag(op.path("total"), ""));
            case "addFramework" -> addFramework(op, framework);
            case "removeFramework" -> allocator.removeFramework(framework);
            case "activateFramework" -> allocator.activateFramework(framework);
            case "deactivateFramework" -> allocator.deactivateFramework(framework);
            case "suppressOffers" -> allocator.suppressOffers(framework, words(op.path("roles")));
            case "reviveOffers" -> allocator.reviveOffers(framework, words(op.path("roles")));
            default -> throw new CaseReplay.UnknownOperation();
        }
    }

    private void addFramework(JsonNode op, String framework) {
        Set<Capability> knows = EnumSet.of(Capability.MULTI_ROLE);
        addCapabilities(op.path("capabilities"), knows);
        SortedMap<String, ResourceBag> used = new TreeMap<>();
        for (JsonNode each : op.path("used")) {
            used.merge(
                    each.path("agent").asText(),
                    ResourceText.bag(each.path("resources"), each.path("role").asText(roleOf(framework))),
                    ResourceBag::plus);
        }
        allocator.addFramework(
                new FrameworkSpec(framework, words(op.path("roles")), knows, Map.of()),
                used,
                op.path("active").asBoolean(true),
                words(op.path("suppressedRoles")));
    }

    private SortedMap<String, ResourceBag> used(JsonNode op, String holder) {
        SortedMap<String, ResourceBag> used = new TreeMap<>();
        for (JsonNode each : op.path("used")) {
            String framework = each.path(holder).asText();
            String role = each.path("role").asText(roleOf(framework));
            used.merge(framework, ResourceText.bag(each.path("resources"), role), ResourceBag::plus);
        }
        return used;
    }

    private String roleOf(String framework) {
        SortedSet<String> roles = rolesOf.getOrDefault(framework, new TreeSet<>());
        return roles.isEmpty() ? "*" : roles.first();
    }

    private void recover(JsonNode op) {
        String framework = op.path("framework").asText();
        String agent = op.path("agent").asText();
        ResourceBag resources;
        JsonNode reference = reference(op);
        if (reference.has("offerRef")) {
            agent = reference.path("agent").asText(agent);
            resources = offers.resources(
                    reference.path("offerRef").asInt(), reference.path("role").asText(""), agent);
        } else {
            resources = ofSomeRole(framework, agent, op.path("resources"));
        }
        JsonNode refuse = op.path("refuseSeconds");
        allocator.recoverResources(
                framework, agent, resources, refuse.isNumber() ? RefuseTime.ofSeconds(refuse.doubleValue()) : null);
    }

    private static JsonNode reference(JsonNode op) {
        return op.path("resources").has("offerRef") ? op.path("resources") : op;
    }

    /** Recordings of a framework with several roles do not say of which role it gives something back: the first that holds it. */
    private ResourceBag ofSomeRole(String framework, String agent, JsonNode resources) {
        ResourceBag held = allocator.heldBy(framework, agent);
        for (String role : rolesOf.getOrDefault(framework, new TreeSet<>())) {
            ResourceBag wanted = ResourceText.bag(resources, role);
            if (held.contains(wanted)) {
                return wanted;
            }
        }
        return ResourceText.bag(resources, roleOf(framework));
    }

    private void updateQuota(JsonNode op) {
        allocator.updateQuota(
                op.path("role").asText(),
                new Quota(
                        Quantities.of(ResourceText.listed(op.path("guarantees"))),
                        Limits.of(ResourceText.listed(op.path("limits")))));
    }

    private void updateWeights(JsonNode op) {
        JsonNode weights = op.path("weights");
        if (weights.isObject()) {
            for (Map.Entry<String, JsonNode> each : weights.properties()) {
                allocator.updateWeight(each.getKey(), each.getValue().doubleValue());
            }
        } else {
            for (JsonNode each : weights.isArray() ? weights : op.path("none")) {
                updateWeight(each);
            }
            if (op.has("weight")) {
                updateWeight(op);
            }
        }
    }

    private void updateWeight(JsonNode op) {
        allocator.updateWeight(
                op.path("role").asText(op.path("path").asText()),
                op.path("weight").doubleValue());
    }

    private static Set<Capability> capabilities(JsonNode op) {
        if (!op.has("capabilities")) {
            return Capability.all();
        }
        Set<Capability> knows = EnumSet.noneOf(Capability.class);
        addCapabilities(op.path("capabilities"), knows);
        return knows;
    }

    /** Adds the capabilities of a list; words that the allocator has no use for are passed over. */
    private static void addCapabilities(JsonNode list, Set<Capability> to) {
        Set<String> said = words(list);
        for (Capability each : Capability.values()) {
            if (said.contains(each.name())) {
                to.add(each);
            }
        }
    }

    private static SortedSet<String> words(JsonNode list) {
        var found = new TreeSet<String>();
        list.forEach(each -> found.add(each.asText()));
        return found;
    }
}
