package io.wavetank.policy.kubernetes.cluster;

import java.util.Arrays;

/**
 * The pods on one node, in no particular order, with counts of those that others must look at.
 *
 * <p>Each pod knows its place in the list, so that taking it out costs the same whatever the length.
 */
public final class PodList {
    private Pod[] pods = new Pod[4];
    private int size;
    private int withAffinity;
    private int withRequiredAntiAffinity;

    PodList() {}

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The pod at a place from 0. */
    public Pod get(int place) {
        return pods[place];
    }

    /** How many of them declare pod affinity or anti-affinity of any kind. */
    public int withAffinity() {
        return withAffinity;
    }

    /** How many of them declare required pod anti-affinity. */
    public int withRequiredAntiAffinity() {
        return withRequiredAntiAffinity;
    }

    void add(Pod pod) {
        if (size == pods.length) {
            pods = Arrays.copyOf(pods, 2 * size);
        }
        pod.place = size;
        pods[size++] = pod;
        count(pod, 1);
    }

    void remove(Pod pod) {
        int place = pod.place;
        if (place < 0 || place >= size || pods[place] != pod) {
            throw new IllegalStateException("Not on this node: " + pod);
        }
        Pod last = pods[--size];
        pods[place] = last;
        last.place = place;
        pod.place = Pod.NOWHERE;
        count(pod, -1);
    }

    private void count(Pod pod, int sign) {
        withAffinity += pod.podClass().declaresPodAffinity() ? sign : 0;
        withRequiredAntiAffinity += pod.podClass().requiredAntiAffinity().isEmpty() ? 0 : sign;
    }
}
