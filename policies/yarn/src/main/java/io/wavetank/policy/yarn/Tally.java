package io.wavetank.policy.yarn;

import java.util.SortedMap;
import java.util.TreeMap;

/** What is counted. */
final class Tally {
    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_STEP = 0x100000001b3L;
    /** As many bits as a number in a result file keeps. */
    private static final int HASH_BITS = 52;

    long appsSubmitted;
    long appsFinished;
    long appsRejected;
    long containers;
    long masters;
    long mastersLost;
    long released;
    long preempted;
    long refused;
    long heartbeats;
    private long hash = HASH_START;

    /** Takes an allocation into the hash of all: when, which task, where. */
    void allocated(long nowNanos, long sequence, int node) {
        mix(nowNanos);
        mix(sequence);
        mix(node);
    }

    private void mix(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            hash = (hash ^ ((value >>> shift) & 0xff)) * HASH_STEP;
        }
    }

    SortedMap<String, Long> all() {
        SortedMap<String, Long> all = new TreeMap<>();
        all.put("apps_submitted", appsSubmitted);
        all.put("apps_finished", appsFinished);
        all.put("apps_rejected", appsRejected);
        all.put("containers", containers);
        all.put("containers_released", released);
        all.put("containers_preempted", preempted);
        all.put("masters", masters);
        all.put("masters_lost", mastersLost);
        all.put("binds_refused", refused);
        all.put("node_heartbeats", heartbeats);
        all.put("allocation_hash", hash >>> (Long.SIZE - HASH_BITS));
        return all;
    }
}
