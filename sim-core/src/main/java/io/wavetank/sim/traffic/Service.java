package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.HealthCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service under way: its replicas, those of them that are endpoints, and the client sides that route to it. */
final class Service {
    final int number;
    final ServiceSpec spec;
    final List<Replica> replicas = new ArrayList<>();
    /** The same by number within the service: every try asks for one. */
    private Replica[] byNumber = new Replica[16];

    final List<ClientSide> sides = new ArrayList<>();
    /** The one side of all callers, if there is one. */
    @Nullable
    ClientSide central;

    /** How a balancer finds out which replicas are well; null if it is told. */
    HealthCheck.@Nullable Factory checks;

    /** What is asked of its specification at each try: its proxy, who may call it, and whether calls are held while nobody serves. */
    @Nullable
    final ProxySpec proxy;

    @Nullable
    final AccessSpec access;

    final boolean activator;
    /** Whether its replicas accept connections only when they are told to, also after they were killed. */
    boolean told;

    /** By zone: how many of its sides are outside. */
    final int[] outside;

    /** Whether one side routes for all callers. */
    final boolean routedCentrally;

    final ServiceCounts counts;
    /** Measures it for autoscalers; null if none asks. */
    @Nullable
    ServiceMeter meter;

    /** Makes what guards the calls to it in this run; null for nothing. */
    final CallPolicy.@Nullable Factory policies;

    /** By version: those given up. Null if none are told apart. */
    final boolean @Nullable [] givenUp;

    /** By version: the part of the requests that it is to get; null where its balancer has parts of its own. */
    int @Nullable [] parts;

    /** By version, if they are told apart. */
    final List<VersionCounts> versions = new ArrayList<>();
    /** Numbers within the service of the replicas that are endpoints, in the order of their becoming so. */
    int[] endpoints = new int[0];

    /** The replica of a number within the service. */
    Replica replica(int within) {
        return byNumber[within];
    }

    void add(Replica replica) {
        if (replicas.size() == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, 2 * byNumber.length);
        }
        byNumber[replicas.size()] = replica;
        replicas.add(replica);
    }

    Service(int number, ServiceSpec spec, int zones) {
        this.number = number;
        this.spec = spec;
        this.outside = new int[zones];
        CallPolicy.Factory factory = spec.policies();
        this.policies = factory == null ? null : factory.ofRun();
        this.proxy = spec.extras().proxy();
        this.access = spec.extras().access();
        this.activator = spec.extras().activator();
        this.routedCentrally = spec.sides() == ServiceSpec.Sides.CENTRAL;
        this.counts = new ServiceCounts(spec.name());
        List<VersionSpec> specs = spec.extras().versions();
        this.givenUp = specs.isEmpty() ? null : new boolean[specs.size()];
        for (VersionSpec each : specs) {
            versions.add(new VersionCounts(each.name()));
        }
    }
}
