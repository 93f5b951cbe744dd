package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.Endpoints;
import java.util.Arrays;

/** Some of the endpoints of a list, numbered anew. */
final class Part implements Endpoints {
    private Endpoints whole;
    private int[] members = new int[0];
    private int size;

    Part(Endpoints whole) {
        this.whole = whole;
    }

    /** Empties the part and says what it is a part of. */
    void begin(Endpoints of) {
        whole = of;
        size = 0;
    }

    void add(int endpoint) {
        if (size == members.length) {
            members = Arrays.copyOf(members, Math.max(16, 2 * size));
        }
        members[size++] = endpoint;
    }

    /** Says anew what it is a part of, before a pick. */
    Part of(Endpoints of) {
        whole = of;
        return this;
    }

    /** The number in the whole list. */
    int member(int endpoint) {
        return members[endpoint];
    }

    /** The number in the part of one of the whole list, or -1. */
    int indexOf(int member) {
        int at = Arrays.binarySearch(members, 0, size, member);
        return at < 0 ? -1 : at;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long id(int endpoint) {
        return whole.id(members[endpoint]);
    }

    @Override
    public int weight(int endpoint) {
        return whole.weight(members[endpoint]);
    }

    @Override
    public boolean isHealthy(int endpoint) {
        return whole.isHealthy(members[endpoint]);
    }

    @Override
    public int outstanding(int endpoint) {
        return whole.outstanding(members[endpoint]);
    }

    @Override
    public int load(int endpoint) {
        return whole.load(members[endpoint]);
    }

    @Override
    public int version(int endpoint) {
        return whole.version(members[endpoint]);
    }

    @Override
    public int zone(int endpoint) {
        return whole.zone(members[endpoint]);
    }

    @Override
    public int clientZone() {
        return whole.clientZone();
    }

    @Override
    public double clientShare(int zone) {
        return whole.clientShare(zone);
    }

    @Override
    public int zoneCount() {
        return whole.zoneCount();
    }

    @Override
    public long nowNanos() {
        return whole.nowNanos();
    }

    @Override
    public long requestHash() {
        return whole.requestHash();
    }
}
