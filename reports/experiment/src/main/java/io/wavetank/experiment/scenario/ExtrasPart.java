package io.wavetank.experiment.scenario;

import io.wavetank.experiment.BalancerCatalog;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.VersionWeights;
import io.wavetank.sim.traffic.AccessSpec;
import io.wavetank.sim.traffic.MemorySpec;
import io.wavetank.sim.traffic.ProxySpec;
import io.wavetank.sim.traffic.ServiceExtras;
import io.wavetank.sim.traffic.ServiceTime;
import io.wavetank.sim.traffic.StartSpec;
import io.wavetank.sim.traffic.VersionSpec;
import io.wavetank.sim.traffic.VersionWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a service of a scenario has on top: proxies, versions, memory, who may call it, and how it comes up. */
final class ExtrasPart {
    private final Section service;
    private final List<String> services;

    /** Reads from one service, of services with these names. */
    ExtrasPart(Section service, List<String> services) {
        this.service = service;
        this.services = services;
    }

    /** What it has; its replicas take so long to come up, or as it says itself (null). */
    ServiceExtras extras(@Nullable ServiceTime comeUp) throws ScenarioException {
        return new ServiceExtras(proxy(), versions(), watch(), memory(comeUp), access(), service.truth("activator"));
    }

    private @Nullable ProxySpec proxy() {
        if (!service.has("proxy")) {
            return null;
        }
        Section proxy = service.section("proxy");
        return new ProxySpec(
                proxy.whole("latency", Unit.DURATION),
                proxy.whole("cpu", Unit.DURATION),
                (int) proxy.whole("trips"),
                proxy.whole("handshake", Unit.DURATION),
                proxy.whole("memory", Unit.BYTES));
    }

    private List<VersionSpec> versions() throws ScenarioException {
        List<VersionSpec> versions = new ArrayList<>();
        for (Section each : service.sections("versions")) {
            String name = each.text("name");
            if (versions.stream().anyMatch(other -> other.name().equals(name))) {
                throw ScenarioException.of(
                        each.place("name"), each.path() + ".name: '" + name + "' is there twice; expected each once");
            }
            versions.add(new VersionSpec(name, each.number("failures"), each.number("slowness")));
        }
        return versions;
    }

    /** Labels of the tasks of each version. */
    List<SortedMap<String, String>> labels() {
        return service.sections("versions").stream()
                .map(each -> each.map("labels"))
                .toList();
    }

    /** A balancer that splits requests among the versions, if there are any. */
    LoadBalancer.Factory split(LoadBalancer.Factory balancer) throws ScenarioException {
        List<Section> versions = service.sections("versions");
        if (versions.isEmpty()) {
            refuseWithoutVersions("shifts");
            refuseWithoutVersions("watch");
            return balancer;
        }
        List<VersionWeights> steps = new ArrayList<>();
        steps.add(service.made(() -> new VersionWeights(
                0, versions.stream().map(each -> (int) each.whole("weight")).toList())));
        for (Section shift : service.sections("shifts")) {
            steps.add(shift.made(() -> new VersionWeights(
                    shift.whole("at", Unit.DURATION),
                    shift.numbers("weights").stream().map(Double::intValue).toList())));
        }
        return service.made(() -> new BalancerCatalog().divided(balancer, steps));
    }

    private void refuseWithoutVersions(String key) throws ScenarioException {
        boolean there = key.equals("shifts") ? !service.list(key).isEmpty() : service.has(key);
        if (there) {
            throw ScenarioException.of(
                    service.place(key), service.path() + "." + key + " has nothing to look at; expected 'versions'");
        }
    }

    private @Nullable VersionWatch watch() throws ScenarioException {
        if (!service.has("watch")) {
            return null;
        }
        Section watch = service.section("watch");
        return watch.made(() -> new VersionWatch(
                watch.whole("every", Unit.DURATION), watch.number("failures"), (int) watch.whole("least"), (int)
                        watch.whole("looks")));
    }

    private @Nullable MemorySpec memory(@Nullable ServiceTime comeUp) throws ScenarioException {
        if (!service.has("memory")) {
            return null;
        }
        Section memory = service.section("memory");
        ServiceTime restart =
                comeUp == null ? TrafficPart.time(DistributionPart.of(service, "start_up", Unit.DURATION)) : comeUp;
        return memory.made(() -> new MemorySpec(
                memory.whole("base", Unit.BYTES),
                memory.whole("request", Unit.BYTES),
                memory.whole("limit", Unit.BYTES),
                restart));
    }

    private @Nullable AccessSpec access() throws ScenarioException {
        if (!service.has("allow")) {
            return null;
        }
        Section allow = service.section("allow");
        SortedSet<Integer> allowed = new TreeSet<>();
        for (Value each : allow.list("services")) {
            String name = Section.text(each);
            int number = services.indexOf(name);
            if (number < 0) {
                throw ScenarioException.of(
                        each.place(),
                        allow.path() + ".services: '" + name + "'; expected " + Checker.any(services)
                                + Checker.meant(name, services));
            }
            allowed.add(number);
        }
        return new AccessSpec(allow.truth("outside"), allowed, allow.truth("drop"));
    }

    /** How a replica comes up. */
    StartSpec start() throws ScenarioException {
        ServiceTime startUp = TrafficPart.time(DistributionPart.of(service, "start_up", Unit.DURATION));
        Section image = service.has("image") ? service.section("image") : null;
        String name = image == null ? "" : image.has("name") ? image.text("name") : service.text("name");
        Section warmUp = service.has("warm_up") ? service.section("warm_up") : null;
        return service.made(() -> new StartSpec(
                name,
                image == null ? 0 : image.whole("size", Unit.BYTES),
                startUp,
                service.whole("probe", Unit.DURATION),
                warmUp == null ? 1 : warmUp.number("speed"),
                warmUp == null ? 0 : warmUp.whole("for", Unit.DURATION)));
    }
}
