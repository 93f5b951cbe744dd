package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.ClusterObjects;
import io.wavetank.policy.kubernetes.cluster.NodeImage;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.framework.Nominations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster to which things happen at random: nodes and pods come, change and go, services too. */
final class RandomCluster {
    private static final long GIB = 1L << 30;
    private static final List<Taint.Effect> EFFECTS =
            List.of(Taint.Effect.NO_SCHEDULE, Taint.Effect.PREFER_NO_SCHEDULE, Taint.Effect.NO_EXECUTE);

    final ClusterCache cache = new ClusterCache();
    final Nominations nominations = new Nominations();
    private final Random random;
    private final List<PodTemplate> templates = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Pod> running = new ArrayList<>();
    private final List<Pod> nominated = new ArrayList<>();
    private final boolean alike;
    private final boolean tainted;
    private final int churn;
    private int created;

    RandomCluster(Random random, int nodes, int kinds) {
        this.random = random;
        this.alike = random.nextInt(3) == 0;
        this.tainted = random.nextBoolean();
        this.churn = 2 + random.nextInt(20);
        var pods = new RandomPods(random);
        for (int i = 0; i < kinds; i++) {
            templates.add(pods.next());
        }
        cache.objects().putNamespace("other", Map.of("team", "x"));
        for (int i = 0; i < nodes; i++) {
            addNode("n" + i);
        }
    }

    private void addNode(String name) {
        cache.putNode(describe(name));
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    private NodeSpec describe(String name) {
        var labels = new TreeMap<String, String>();
        if (alike || random.nextInt(12) > 0) {
            labels.put(Topology.HOSTNAME, name);
        }
        if (alike || random.nextInt(12) > 0) {
            labels.put(Topology.ZONE, "z" + random.nextInt(3));
        }
        labels.put("pool", alike ? "a" : String.valueOf("abc".charAt(random.nextInt(3))));
        var offers = new TreeMap<String, Long>();
        offers.put("cpu", alike ? 8000L : 1000L * random.nextInt(32));
        offers.put("memory", alike ? 32 * GIB : GIB * random.nextInt(64) + random.nextInt(1000));
        offers.put("pods", alike ? 110L : random.nextInt(20));
        if (random.nextInt(4) == 0) {
            offers.put("example.com/gpu", (long) random.nextInt(8));
        }
        if (random.nextInt(4) == 0) {
            offers.put("ephemeral-storage", GIB * random.nextInt(3));
        }
        NodeSpec spec = NodeSpec.of(name, labels, offers);
        if (alike) {
            return spec;
        }
        if (tainted && random.nextInt(6) == 0) {
            spec = spec.withTaints(List.of(
                    new Taint("t" + random.nextInt(2), "v", EFFECTS.get(random.nextInt(EFFECTS.size()))),
                    new Taint("t1", "v", Taint.Effect.PREFER_NO_SCHEDULE)));
        }
        if (random.nextInt(4) == 0) {
            String image = "image" + random.nextInt(3);
            spec = spec.withImages(
                    List.of(new NodeImage(List.of(image + ":latest"), 50_000_000L * random.nextInt(30))));
        }
        return spec.withUnschedulable(random.nextInt(15) == 0)
                .withAttachLimits(random.nextInt(3) == 0 ? Map.of("disk", random.nextInt(3)) : Map.of());
    }

    Pod nextPod() {
        if (!nominated.isEmpty() && random.nextInt(10) == 0) {
            return nominated.get(random.nextInt(nominated.size()));
        }
        return newPod();
    }

    private Pod newPod() {
        PodTemplate template = templates.get(random.nextInt(templates.size()));
        int number = created++;
        return new Pod("p" + number, cache.podClass(template), random.nextInt(3), number);
    }

    /** Puts the pod where it was decided, mostly. */
    void place(Pod pod, int node) {
        if (node == Pod.NOWHERE) {
            if (random.nextInt(4) == 0 && cache.nodeCount() > 0) {
                String name = names.get(random.nextInt(names.size()));
                if (cache.node(name) != Pod.NOWHERE) {
                    nominations.nominate(pod, cache.node(name));
                    nominated.remove(pod);
                    nominated.add(pod);
                }
            }
            return;
        }
        nominations.forget(pod);
        nominated.remove(pod);
        cache.putPod(pod, node);
        running.add(pod);
    }

    /** Lets a few things happen, or none. */
    void live() {
        while (random.nextInt(3) == 0) {
            if (!running.isEmpty()) {
                Pod pod = running.get(random.nextInt(running.size()));
                if (random.nextInt(3) == 0) {
                    cache.terminate(pod);
                } else {
                    running.remove(pod);
                    cache.removePod(pod);
                }
            }
        }
        if (random.nextInt(churn) == 0) {
            happen();
        }
    }

    private void happen() {
        String name = names.isEmpty() ? "n0" : names.get(random.nextInt(names.size()));
        boolean there = cache.node(name) != Pod.NOWHERE;
        switch (random.nextInt(10)) {
            case 0 -> addNode("n" + random.nextInt(names.size() + 3));
            case 1 -> removeNode(name, there);
            case 2 -> {
                removeNode(name, there);
                addNode(name);
            }
            case 3 -> cache.objects().putService(new ClusterObjects.Service("default", "s", app()));
            case 4 ->
                cache.objects()
                        .putWorkload(new ClusterObjects.Workload(
                                "ReplicaSet", "default", "r" + random.nextInt(2), LabelSelector.of(app())));
            case 5 -> cache.objects().putNamespace("other", random.nextBoolean() ? Map.of("team", "x") : Map.of());
            case 6 -> {
                cache.objects().removeService("default", "s");
                cache.objects().removeWorkload("ReplicaSet", "default", "r0");
            }
            case 7 -> forgetNomination();
            case 8 -> putTerminating(name);
            default -> addNode(name);
        }
    }

    private void removeNode(String name, boolean there) {
        if (there) {
            int node = cache.node(name);
            for (Pod pod : List.copyOf(nominated)) {
                if (nominations.node(pod) == node) {
                    nominations.forget(pod);
                    nominated.remove(pod);
                }
            }
            cache.removeNode(name);
        }
    }

    private void forgetNomination() {
        if (!nominated.isEmpty()) {
            nominations.forget(nominated.remove(0));
        }
    }

    private void putTerminating(String name) {
        Pod pod = newPod();
        cache.terminate(pod);
        cache.putPod(pod, name);
        running.add(pod);
    }

    private SortedMap<String, String> app() {
        return new TreeMap<>(Map.of("app", "a" + random.nextInt(4)));
    }
}
