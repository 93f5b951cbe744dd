package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.Endpoints;
import java.util.Arrays;

/** A list of endpoints that tests fill in. */
final class TestEndpoints implements Endpoints {
    final long[] ids;
    final int[] weights;
    final boolean[] healthy;
    final int[] outstanding;
    final int[] loads;
    final int[] zones;
    final int[] versions;
    int clientZone;
    double[] clientShares = {1};
    long nowNanos;
    long requestHash;

    private TestEndpoints(int size) {
        ids = new long[size];
        weights = new int[size];
        healthy = new boolean[size];
        outstanding = new int[size];
        loads = new int[size];
        zones = new int[size];
        versions = new int[size];
        Arrays.setAll(ids, i -> i);
        Arrays.fill(weights, 1);
        Arrays.fill(healthy, true);
    }

    static TestEndpoints of(int size) {
        return new TestEndpoints(size);
    }

    static TestEndpoints weighted(int... weights) {
        var endpoints = new TestEndpoints(weights.length);
        System.arraycopy(weights, 0, endpoints.weights, 0, weights.length);
        return endpoints;
    }

    static TestEndpoints loaded(int... outstanding) {
        var endpoints = new TestEndpoints(outstanding.length);
        System.arraycopy(outstanding, 0, endpoints.outstanding, 0, outstanding.length);
        return endpoints;
    }

    TestEndpoints inZones(int... zoneOf) {
        System.arraycopy(zoneOf, 0, zones, 0, zoneOf.length);
        return this;
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public long id(int endpoint) {
        return ids[endpoint];
    }

    @Override
    public int weight(int endpoint) {
        return weights[endpoint];
    }

    @Override
    public boolean isHealthy(int endpoint) {
        return healthy[endpoint];
    }

    @Override
    public int outstanding(int endpoint) {
        return outstanding[endpoint];
    }

    @Override
    public int load(int endpoint) {
        return loads[endpoint];
    }

    @Override
    public int version(int endpoint) {
        return versions[endpoint];
    }

    @Override
    public int zone(int endpoint) {
        return zones[endpoint];
    }

    @Override
    public int clientZone() {
        return clientZone;
    }

    @Override
    public double clientShare(int zone) {
        return clientShares[zone];
    }

    @Override
    public int zoneCount() {
        return clientShares.length;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long requestHash() {
        return requestHash;
    }
}
