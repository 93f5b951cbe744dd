package io.wavetank.experiment.conformance.mesos;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.mesos.allocator.Offer;
import io.wavetank.policy.mesos.resource.Resource;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Offers that were made and not looked at yet, and those that were, by the number that the case gives them. */
final class WaitingOffers {
    /** Amounts are equal if they differ by no more than this many thousandths. */
    private static final long TOLERANCE = 1;

    private final List<Offer> waiting = new ArrayList<>();
    private final Map<Integer, Offer> taken = new HashMap<>();

    void add(Offer offer) {
        waiting.add(offer);
    }

    Optional<String> apply(String operation, JsonNode op) {
        return switch (operation) {
            case "expectOffer" -> expect(op);
            case "expectNoOffer" -> Optional.of(waiting.isEmpty() ? "" : "expected no offer, got " + waiting);
            case "takeOffer" -> take(op.path("offer").asInt());
            default -> property(op);
        };
    }

    /** What an offer held for a role on an agent; the only role if none is named. */
    ResourceBag resources(int number, String role, String agent) {
        Offer offer = require(number);
        String of = role.isEmpty() ? offer.resources().firstKey() : role;
        return byAgent(offer, of).getOrDefault(agent, ResourceBag.EMPTY);
    }

    private Offer require(int number) {
        Offer offer = taken.get(number);
        if (offer == null) {
            throw new IllegalStateException("offer " + number + " was not made");
        }
        return offer;
    }

    private Optional<String> expect(JsonNode op) {
        for (Offer each : waiting) {
            if (matches(op, each)) {
                waiting.remove(each);
                taken.put(op.path("offer").asInt(), each);
                return Optional.of("");
            }
        }
        return Optional.of("expected one to " + op.path("framework").asText() + " of " + op.path("resources") + ", got "
                + (waiting.isEmpty() ? "none" : waiting));
    }

    private static boolean matches(JsonNode op, Offer offer) {
        SortedMap<String, SortedMap<String, ResourceBag>> expected = new TreeMap<>();
        for (Map.Entry<String, JsonNode> role : op.path("resources").properties()) {
            SortedMap<String, ResourceBag> agents = expected.computeIfAbsent(role.getKey(), key -> new TreeMap<>());
            for (Map.Entry<String, JsonNode> agent : role.getValue().properties()) {
                agents.put(agent.getKey(), ResourceText.bag(agent.getValue(), role.getKey()));
            }
        }
        return op.path("framework").asText().equals(offer.framework())
                && expected.keySet().equals(offer.resources().keySet())
                && expected.entrySet().stream()
                        .allMatch(role -> sameOnAgents(role.getValue(), byAgent(offer, role.getKey())));
    }

    private static boolean sameOnAgents(SortedMap<String, ResourceBag> expected, SortedMap<String, ResourceBag> got) {
        return expected.keySet().equals(got.keySet())
                && expected.entrySet().stream()
                        .allMatch(each -> near(each.getValue(), got.getOrDefault(each.getKey(), ResourceBag.EMPTY)));
    }

    private static SortedMap<String, ResourceBag> byAgent(Offer offer, String role) {
        return offer.resources().getOrDefault(role, new TreeMap<>());
    }

    private static boolean near(ResourceBag expected, ResourceBag got) {
        return expected.resources().size() == got.resources().size()
                && expected.resources().stream()
                        .allMatch(each -> got.resources().stream().anyMatch(other -> near(each, other)));
    }

    private static boolean near(Resource one, Resource other) {
        return one.sameKind(other)
                && one.copies() == other.copies()
                && (one.isScalar()
                        ? Math.abs(one.thousandths() - other.thousandths()) <= TOLERANCE
                        : one.amount().equals(other.amount()));
    }

    private Optional<String> take(int number) {
        if (waiting.isEmpty()) {
            return Optional.of("expected an offer, got none");
        }
        taken.put(number, waiting.remove(0));
        return Optional.of("");
    }

    private Optional<String> property(JsonNode op) {
        Offer offer = taken.get(op.path("offer").asInt());
        if (offer == null) {
            return Optional.of("there is no such offer");
        }
        String role = op.path("args").path(0).asText(offer.resources().firstKey());
        String agent = op.path("args").path(1).asText();
        JsonNode expected = op.path("equals");
        return switch (op.path("property").asText()) {
            case "framework" -> CaseReplay.compared(expected.asText(), offer.framework());
            case "roles" ->
                CaseReplay.compared(expected.intValue(), offer.resources().size());
            case "hasRole" ->
                CaseReplay.compared(expected.booleanValue(), offer.resources().containsKey(role));
            case "agents" ->
                CaseReplay.compared(expected.intValue(), byAgent(offer, role).size());
            case "hasAgent" ->
                CaseReplay.compared(
                        expected.booleanValue(), byAgent(offer, role).containsKey(agent));
            case "sumOverAgents" ->
                bags(
                        expected,
                        role,
                        byAgent(offer, role).values().stream().reduce(ResourceBag.EMPTY, ResourceBag::plus));
            case "resources" ->
                bags(
                        expected,
                        role,
                        Objects.requireNonNullElse(byAgent(offer, role).get(agent), ResourceBag.EMPTY));
            default -> Optional.of("property '" + op.path("property").asText() + "' is not known here");
        };
    }

    private static Optional<String> bags(JsonNode expected, String role, ResourceBag got) {
        ResourceBag wanted = ResourceText.bag(expected, role);
        return Optional.of(near(wanted, got) ? "" : "expected " + wanted + ", got " + got);
    }
}
