package io.wavetank.policy.testkit;

import io.wavetank.policy.traffic.Endpoints;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The endpoints that a balancer chooses among, written in a line: {@code TestEndpoints.of(3).busy(1, 0, 2).at(5_000_000_000L)}. All are healthy, idle, of
 * weight 1 and in the client's zone until a test says otherwise; what there is no method for it writes into the fields.
 */
public final class TestEndpoints implements Endpoints {
    /** By endpoint: which replica it is, for as long as it lives. */
    public final long[] ids;
    /** By endpoint: its weight. */
    public final int[] weights;
    /** By endpoint: whether it passes its checks. */
    public final boolean[] healthy;
    /** By endpoint: how many requests of this client it has not answered. */
    public final int[] outstanding;
    /** By endpoint: how many requests it has, whoever sent them. */
    public final int[] loads;
    /** By endpoint: its zone. */
    public final int[] zones;
    /** By endpoint: which version it runs. */
    public final int[] versions;
    /** The zone of the client. */
    public int clientZone;
    /** By zone: which share of the clients is there. */
    public double[] clientShares = {1};
    /** What request is sent: a hash of its key. */
    public long requestHash;

    private long nowNanos;

    private TestEndpoints(long... ids) {
        this.ids = ids.clone();
        weights = new int[ids.length];
        healthy = new boolean[ids.length];
        outstanding = new int[ids.length];
        loads = new int[ids.length];
        zones = new int[ids.length];
        versions = new int[ids.length];
        Arrays.fill(weights, 1);
        Arrays.fill(healthy, true);
    }

    /** So many endpoints, which have the identities 0, 1, 2 and so on. */
    public static TestEndpoints of(int size) {
        return new TestEndpoints(LongStream.range(0, size).toArray());
    }

    /** An endpoint of each of these identities. */
    public static TestEndpoints withIds(long... ids) {
        return new TestEndpoints(ids);
    }

    /** An endpoint of each of these weights. */
    public static TestEndpoints weighted(int... weights) {
        TestEndpoints endpoints = of(weights.length);
        System.arraycopy(weights, 0, endpoints.weights, 0, weights.length);
        return endpoints;
    }

    /** An endpoint for each of these numbers of unanswered requests. */
    public static TestEndpoints loaded(int... outstanding) {
        return of(outstanding.length).busy(outstanding);
    }

    /** Sets how many requests are not answered, by endpoint. */
    public TestEndpoints busy(int... requests) {
        System.arraycopy(requests, 0, outstanding, 0, requests.length);
        return this;
    }

    /** Sets the zones, by endpoint. */
    public TestEndpoints inZones(int... zoneOf) {
        System.arraycopy(zoneOf, 0, zones, 0, zoneOf.length);
        return this;
    }

    /** Sets the time, in nanoseconds. */
    public TestEndpoints at(long nanos) {
        nowNanos = nanos;
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
