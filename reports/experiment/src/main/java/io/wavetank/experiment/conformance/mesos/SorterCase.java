package io.wavetank.experiment.conformance.mesos;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.Draws;
import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.sorter.DominantShareOrder;
import io.wavetank.policy.mesos.sorter.RandomOrder;
import io.wavetank.policy.mesos.sorter.Sorter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A case of a sorter. The random sorter goes along: the clients that it lists must be those that are expected, in whatever order. */
final class SorterCase implements CaseReplay.Subject {
    private final Sorter byShare = DominantShareOrder.sorter(Set.of());
    private final Sorter byChance = RandomOrder.sorter(new Draws(1, 0));
    private final Map<String, ResourceBag> agents = new HashMap<>();

    @Override
    public Optional<String> apply(String operation, JsonNode op) {
        String client = op.path("client").asText();
        String agent = op.path("agent").asText();
        return switch (operation) {
            case "add" -> done(sorter -> sorter.add(client));
            case "remove" -> done(sorter -> sorter.remove(client));
            case "activate" -> done(sorter -> sorter.activate(client));
            case "deactivate" -> done(sorter -> sorter.deactivate(client));
            case "updateWeight" ->
                done(sorter -> sorter.updateWeight(
                        op.path("path").asText(client), op.path("weight").doubleValue()));
            case "addAgent" -> addAgent(agent, ResourceText.scalarBag(op.path("scalars")));
            case "removeAgent" -> removeAgent(agent);
            case "allocated" -> done(sorter -> sorter.allocated(client, agent, bag(op, "resources")));
            case "unallocated" -> done(sorter -> sorter.unallocated(client, agent, bag(op, "resources")));
            case "update" -> done(sorter -> sorter.update(client, agent, bag(op, "old"), bag(op, "new")));
            default -> expected(operation, op, client, agent);
        };
    }

    private Optional<String> expected(String operation, JsonNode op, String client, String agent) {
        return switch (operation) {
            case "expectSort" -> order(names(op.path("order")));
            case "expectSortSet" -> members(names(op.path("clients")));
            case "expectCount" -> CaseReplay.compared(op.path("value").intValue(), byShare.count());
            case "expectContains" -> CaseReplay.compared(op.path("value").booleanValue(), byShare.contains(client));
            case "expectAllocation" -> bags(bag(op, "resources"), byShare.allocation(client, agent));
            case "expectAllocatedScalars" ->
                CaseReplay.compared(
                        ResourceText.scalars(op.path("scalars")).byName(),
                        (op.path("client").isNull() ? byShare.allocatedScalars() : held(client)).byName());
            case "expectAllocationAgents" ->
                CaseReplay.compared(
                        op.path("count").intValue(), byShare.allocation(client).size());
            default -> throw new CaseReplay.UnknownOperation();
        };
    }

    private Quantities held(String client) {
        return byShare.allocatedScalars(client);
    }

    private Optional<String> done(Consumer<Sorter> change) {
        change.accept(byShare);
        change.accept(byChance);
        return Optional.empty();
    }

    private Optional<String> addAgent(String agent, ResourceBag total) {
        agents.merge(agent, total, ResourceBag::plus);
        return done(sorter -> sorter.addAgent(agent, total));
    }

    private Optional<String> removeAgent(String agent) {
        ResourceBag total = agents.remove(agent);
        if (total == null) {
            throw new IllegalArgumentException("there is no agent '" + agent + "'");
        }
        return done(sorter -> sorter.removeAgent(agent, total));
    }

    private Optional<String> order(List<String> expected) {
        Optional<String> answer = CaseReplay.compared(expected, byShare.sort());
        return answer.filter(String::isEmpty).isPresent() ? members(expected) : answer;
    }

    private Optional<String> members(List<String> expected) {
        var wanted = new TreeSet<>(expected);
        Optional<String> answer = CaseReplay.compared(wanted, new TreeSet<>(byShare.sort()));
        return answer.filter(String::isEmpty).isPresent()
                ? CaseReplay.compared(wanted, new TreeSet<>(byChance.sort()))
                : answer;
    }

    private static Optional<String> bags(ResourceBag expected, ResourceBag got) {
        return Optional.of(expected.same(got) ? "" : "expected " + expected + ", got " + got);
    }

    private static ResourceBag bag(JsonNode op, String key) {
        return ResourceText.bag(op.path(key), "");
    }

    private static List<String> names(JsonNode list) {
        List<String> found = new ArrayList<>();
        list.forEach(each -> found.add(each.asText()));
        return found;
    }
}
