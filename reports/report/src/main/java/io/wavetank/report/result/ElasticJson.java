package io.wavetank.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.FleetFigures;
import io.wavetank.sim.record.ServiceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came and went in a run, as it stands in {@code summary.json} under {@code services} and {@code fleet}. */
public final class ElasticJson {
    private ElasticJson() {}

    static void write(ElasticFigures figures, ObjectNode into) {
        ArrayNode services = into.putArray("services");
        figures.services().forEach(each -> services.add(service(each)));
        FleetFigures fleet = figures.fleet();
        ObjectNode node = into.putObject("fleet");
        Json.put(node, "node_hours", fleet.nodeHours());
        Json.put(node, "cost", fleet.cost());
        Json.put(node, "nodes_mean", fleet.nodesMean());
        node.put("nodes_peak", fleet.nodesPeak());
        node.put("added", fleet.added());
        node.put("removed", fleet.removed());
        node.put("failed", fleet.failed());
        node.put("refused", fleet.refused());
        node.put("drained", fleet.drained());
        node.put("kept", fleet.kept());
        node.put("reclaimed", fleet.reclaimed());
        Json.put(node, "energy_kwh", fleet.energyKilowattHours());
    }

    private static ObjectNode service(ServiceFigures service) {
        ObjectNode node = Json.object();
        node.put("name", service.name());
        ObjectNode requests = node.putObject("requests");
        Json.put(requests, "offered", service.offered());
        Json.put(requests, "served", service.served());
        Json.put(requests, "lost", service.lost());
        Json.put(requests, "late_share", service.lateShare());
        ObjectNode latency = node.putObject("latency_s");
        Json.put(latency, "p50", service.p50Seconds());
        Json.put(latency, "p90", service.p90Seconds());
        Json.put(latency, "p99", service.p99Seconds());
        ArrayNode atLeast = latency.putArray("at_least");
        Stream.of(50, 90, 99)
                .filter(share -> service.atLeast(share / 100.0))
                .forEach(share -> atLeast.add("p" + share));
        ServiceFigures.Elasticity elasticity = service.elasticity();
        ObjectNode replicas = node.putObject("replicas");
        Json.put(replicas, "mean", elasticity.replicasMean());
        replicas.put("peak", elasticity.replicasPeak());
        Json.put(replicas, "demand_mean", elasticity.demandMean());
        Json.put(replicas, "missing", elasticity.missing());
        Json.put(replicas, "too_many", elasticity.tooMany());
        Json.put(replicas, "missing_time", elasticity.missingTime());
        Json.put(replicas, "too_many_time", elasticity.tooManyTime());
        replicas.put("lags", elasticity.lags());
        replicas.put("lags_over", elasticity.lagsOver());
        Json.put(replicas, "lag_mean_s", elasticity.lagMeanSeconds());
        Json.put(replicas, "lag_max_s", elasticity.lagMaxSeconds());
        Json.put(replicas, "overshoot", elasticity.overshoot());
        replicas.put("ups", elasticity.ups());
        replicas.put("downs", elasticity.downs());
        replicas.put("flaps", elasticity.flaps());
        replicas.put("drained", service.drained());
        replicas.put("resized", service.resized());
        replicas.put("out_of_memory", service.outOfMemory());
        replicas.put("contested", service.contested());
        replicas.put("too_large", service.tooLarge());
        return node;
    }

    /** Reads what came and went in a run; null if nothing did. */
    public static @Nullable ElasticFigures read(JsonNode run) {
        JsonNode fleet = run.path("fleet");
        if (fleet.isMissingNode()) {
            return null;
        }
        List<ServiceFigures> services = new ArrayList<>();
        run.path("services").forEach(each -> services.add(service(each)));
        return new ElasticFigures(
                services,
                new FleetFigures(
                        figure(fleet, "node_hours"),
                        figure(fleet, "cost"),
                        figure(fleet, "nodes_mean"),
                        fleet.path("nodes_peak").asInt(),
                        fleet.path("added").asLong(),
                        fleet.path("removed").asLong(),
                        fleet.path("failed").asLong(),
                        fleet.path("refused").asLong(),
                        fleet.path("drained").asLong(),
                        fleet.path("kept").asLong(),
                        fleet.path("reclaimed").asLong(),
                        figure(fleet, "energy_kwh")));
    }

    private static ServiceFigures service(JsonNode node) {
        JsonNode requests = node.path("requests");
        JsonNode latency = node.path("latency_s");
        JsonNode replicas = node.path("replicas");
        return new ServiceFigures(
                node.path("name").asText(),
                figure(requests, "offered"),
                figure(requests, "served"),
                figure(requests, "lost"),
                figure(latency, "p50"),
                figure(latency, "p90"),
                figure(latency, "p99"),
                figure(requests, "late_share"),
                new ServiceFigures.Elasticity(
                        figure(replicas, "mean"),
                        replicas.path("peak").asInt(),
                        figure(replicas, "demand_mean"),
                        figure(replicas, "missing"),
                        figure(replicas, "too_many"),
                        figure(replicas, "missing_time"),
                        figure(replicas, "too_many_time"),
                        replicas.path("lags").asInt(),
                        replicas.path("lags_over").asInt(),
                        figure(replicas, "lag_mean_s"),
                        figure(replicas, "lag_max_s"),
                        figure(replicas, "overshoot"),
                        replicas.path("ups").asInt(),
                        replicas.path("downs").asInt(),
                        replicas.path("flaps").asInt()),
                replicas.path("drained").asLong(),
                replicas.path("resized").asLong(),
                replicas.path("out_of_memory").asLong(),
                replicas.path("contested").asBoolean(),
                replicas.path("too_large").asBoolean());
    }

    private static double figure(JsonNode node, String key) {
        return node.path(key).isNumber() ? node.path(key).doubleValue() : Double.NaN;
    }
}
