package io.wavetank.sim.execution;

import io.wavetank.sim.scenario.RegistrySpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** The pulls of images under way, and what images the nodes have; see {@link RegistrySpec}. */
public final class ImagePulls {
    private static final double SECOND = 1e9;
    /** What is left of an image and less than this is rounding, in bytes. */
    private static final double NOTHING = 1e-3;

    private static final class Pull {
        final String image;
        double left;
        final List<Integer> waiting = new ArrayList<>();

        Pull(String image, double bytes) {
            this.image = image;
            this.left = bytes;
        }
    }

    private static final class Node {
        final SortedSet<String> images = new TreeSet<>();
        final Deque<Pull> pulls = new ArrayDeque<>();
    }

    private final RegistrySpec registry;
    private final Clock clock;
    private final IntConsumer pulled;
    private final SortedMap<Integer, Node> nodes = new TreeMap<>();
    private long lastNanos;
    private int told;

    /** Has {@link #happened} called. */
    @FunctionalInterface
    public interface Clock {
        /** At a time, with a number. */
        void schedule(long atNanos, int telling);
    }

    /** Begins with nodes that have no images; the consumer is told of each replica whose image has come. */
    public ImagePulls(RegistrySpec registry, Clock clock, IntConsumer pulled) {
        this.registry = registry;
        this.clock = clock;
        this.pulled = pulled;
    }

    /** A replica needs an image on its node; whether it has to wait. */
    public boolean need(long now, int node, String image, long bytes, int replica) {
        Node on = nodes.computeIfAbsent(node, each -> new Node());
        if (on.images.contains(image)) {
            return false;
        }
        advance(now);
        for (Pull each : on.pulls) {
            if (each.image.equals(image)) {
                each.waiting.add(replica);
                return true;
            }
        }
        var pull = new Pull(image, bytes);
        pull.waiting.add(replica);
        on.pulls.add(pull);
        tell(now);
        return true;
    }

    /** A node is gone, and what it pulled with it. */
    public void forget(long now, int node) {
        advance(now);
        Node gone = nodes.remove(node);
        if (gone != null && !gone.pulls.isEmpty()) {
            tell(now); // the others get its share
        }
    }

    private double bytesPerNano() {
        int pulling = 0;
        for (Node node : nodes.values()) {
            pulling += node.pulls.isEmpty() ? 0 : 1;
        }
        return Math.min(registry.nodeBytesPerSecond(), registry.bytesPerSecond() / Math.max(1, pulling)) / SECOND;
    }

    private void advance(long now) {
        double bytes = (now - lastNanos) * bytesPerNano();
        lastNanos = now;
        for (Node node : nodes.values()) {
            Pull first = node.pulls.peek();
            if (first != null) {
                first.left -= bytes;
            }
        }
    }

    private void tell(long now) {
        double least = Double.POSITIVE_INFINITY;
        for (Node node : nodes.values()) {
            Pull first = node.pulls.peek();
            least = first == null ? least : Math.min(least, Math.max(0, first.left));
        }
        if (least < Double.POSITIVE_INFINITY) {
            long at = now + (long) Math.ceil(least / bytesPerNano());
            clock.schedule(at, ++told);
        }
    }

    /** The event of a telling has come; older ones are stale. */
    public void happened(long now, int telling) {
        if (telling != told) {
            return;
        }
        advance(now);
        List<Integer> ready = new ArrayList<>();
        for (Node node : nodes.values()) {
            Pull first = node.pulls.peek();
            if (first != null && first.left < NOTHING) {
                node.pulls.remove();
                node.images.add(first.image);
                ready.addAll(first.waiting);
            }
        }
        tell(now);
        ready.forEach(pulled::accept);
    }
}
