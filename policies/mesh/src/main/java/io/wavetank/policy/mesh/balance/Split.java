package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.resilience.TrafficSplit;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.VersionWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits requests among the versions of a service by weights that change over time, and routes to the endpoints of the version by a balancer of its
 * own: a canary, or a switch from blue to green.
 *
 * <p>Where somebody says what part a version is to get ({@link Endpoints#versionPart}), that is its weight.
 *
 * <p>A version without an endpoint that is well has the weight 0. If no version with a weight has one, all versions that
 * have one are equal, and if none has, all versions with endpoints.
 *
 * <p>Source: weighted clusters of Envoy and routes of Istio.
 */
public final class Split implements LoadBalancer {
    private static final long MULTIPLIER = 0xBF58476D1CE4E5B9L;

    private final List<VersionWeights> steps;
    private final List<LoadBalancer> inner = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final boolean[] well;
    private final int[] present;
    private TrafficSplit split = new TrafficSplit(1);
    /** By version: what is said of its part; -1 where nobody says. */
    private final int[] told;

    private boolean any;
    private int step;

    /**
     * Creates one.
     *
     * @param steps in the order of their times, the first of them at 0, each with a weight for each version
     * @param factory makes the balancers of the versions
     */
    public Split(List<VersionWeights> steps, LoadBalancer.Factory factory, int client, Draws draws) {
        this.steps = List.copyOf(steps);
        int versions = steps.get(0).weights().size();
        for (int version = 0; version < versions; version++) {
            inner.add(factory.make(client, draws.stream("version " + version)));
        }
        this.well = new boolean[versions];
        this.present = new int[versions];
        this.told = new int[versions];
        Arrays.fill(told, -1);
    }

    /**
     * Makes such balancers around those of another factory.
     *
     * @throws IllegalArgumentException if the steps are not in order, or of different numbers of versions
     */
    public static LoadBalancer.Factory around(LoadBalancer.Factory factory, List<VersionWeights> steps) {
        for (int i = 0; i < steps.size(); i++) {
            long from = steps.get(i).fromNanos();
            if (i == 0 ? from != 0 : from <= steps.get(i - 1).fromNanos()) {
                throw new IllegalArgumentException("Weights begin at 0 and change later and later: " + from + " ns");
            }
            if (steps.get(i).weights().size() != steps.get(0).weights().size()) {
                throw new IllegalArgumentException("There is a weight for each version at all times");
            }
        }
        return (client, draws) -> new Split(steps, factory, client, draws);
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        parts.clear();
        for (int version = 0; version < well.length; version++) {
            var part = new Part(endpoints);
            part.begin(endpoints);
            well[version] = false;
            for (int i = 0; i < endpoints.size(); i++) {
                if (endpoints.version(i) == version) {
                    part.add(i);
                    well[version] |= endpoints.isHealthy(i);
                }
            }
            parts.add(part);
            told[version] = endpoints.versionPart(version);
            inner.get(version).endpointsChanged(part);
        }
        choose();
    }

    private void choose() {
        any = false;
        for (int version = 0; version < present.length; version++) {
            int weight = told[version] >= 0
                    ? told[version]
                    : steps.get(step).weights().get(version);
            present[version] = well[version] ? weight : 0;
            any |= present[version] > 0;
        }
        for (int version = 0; version < present.length && !any; version++) {
            present[version] = well[version] ? 1 : 0;
        }
        any |= total() > 0;
        for (int version = 0; version < present.length && !any; version++) {
            present[version] = parts.get(version).size() > 0 ? 1 : 0;
        }
        any |= total() > 0;
        if (any) {
            split = new TrafficSplit(present);
        }
    }

    private int total() {
        return Arrays.stream(present).sum();
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        if (step + 1 < steps.size()
                && endpoints.nowNanos() >= steps.get(step + 1).fromNanos()) {
            while (step + 1 < steps.size()
                    && endpoints.nowNanos() >= steps.get(step + 1).fromNanos()) {
                step++;
            }
            choose();
        }
        if (!any) {
            return NONE;
        }
        int version = split.pick((draw ^ (draw >>> 30)) * MULTIPLIER);
        Part part = parts.get(version).of(endpoints);
        int picked = inner.get(version).pick(part, draw);
        return picked == NONE ? NONE : part.member(picked);
    }

    @Override
    public boolean wantsClients() {
        return inner.get(0).wantsClients();
    }

    @Override
    public boolean wantsAnswers() {
        return inner.get(0).wantsAnswers();
    }

    @Override
    public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
        int version = endpoints.version(endpoint);
        Part part = parts.get(version).of(endpoints);
        inner.get(version).answered(part, part.indexOf(endpoint), latencyNanos, ok);
    }
}
