package io.wavetank.policy.fixed.balance;

import io.wavetank.policy.traffic.Endpoints;
import java.util.Arrays;

/** Servers that tests fill in. */
final class Servers implements Endpoints {
    final long[] ids;
    final int[] outstanding;
    final boolean[] well;
    long nowNanos;
    long requestHash;

    Servers(long... ids) {
        this.ids = ids;
        this.outstanding = new int[ids.length];
        this.well = new boolean[ids.length];
        Arrays.fill(well, true);
    }

    Servers at(long nanos) {
        nowNanos = nanos;
        return this;
    }

    Servers busy(int... requests) {
        System.arraycopy(requests, 0, outstanding, 0, requests.length);
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
        return 1;
    }

    @Override
    public boolean isHealthy(int endpoint) {
        return well[endpoint];
    }

    @Override
    public int outstanding(int endpoint) {
        return outstanding[endpoint];
    }

    @Override
    public int load(int endpoint) {
        return outstanding[endpoint];
    }

    @Override
    public int zone(int endpoint) {
        return 0;
    }

    @Override
    public int clientZone() {
        return 0;
    }

    @Override
    public double clientShare(int zone) {
        return 1;
    }

    @Override
    public int zoneCount() {
        return 1;
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
