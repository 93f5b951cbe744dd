package io.wavetank.policy.kubernetes.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The queue a second time, as plainly as the rules can be said: one list of entries, looked through from end to end. Time is in
 * milliseconds.
 */
final class NaiveQueue {
    static final class Entry {
        TestPod pod;
        int attempts;
        long timestamp;
        int stamp;
        Set<String> plugins = Set.of();
        String place = "out";
        long expiry;

        Entry(TestPod pod) {
            this.pod = pod;
        }
    }

    private final WakeUps wakeUps = WakeUps.kubernetes126();
    final List<Entry> entries = new ArrayList<>();
    final List<Entry> attempts = new ArrayList<>();
    final Set<Integer> assumed = new HashSet<>();
    final Set<Integer> deleted = new HashSet<>();
    final List<TestPod> bodies = new ArrayList<>();
    int cycle;
    int moveCycle = -1;
    private int stamps;

    Optional<Entry> entry(int pod) {
        return entries.stream().filter(entry -> entry.pod.index() == pod).findAny();
    }

    void add(TestPod pod, long now) {
        if (pod.index() == bodies.size()) {
            bodies.add(pod);
        } else {
            bodies.set(pod.index(), pod);
        }
        Entry entry = new Entry(pod);
        entry.timestamp = now;
        entry.stamp = stamps++;
        entry.place = "active";
        entries.add(entry);
    }

    Optional<Entry> pop() {
        Optional<Entry> first = in("active").stream().findFirst();
        first.ifPresent(entry -> {
            entries.remove(entry);
            entry.place = "out";
            entry.attempts++;
            entry.plugins = Set.of();
            cycle++;
            if (!assumed.contains(entry.pod.index())) {
                attempts.add(entry);
            }
        });
        return first;
    }

    void putBack(Entry entry, Set<String> plugins, long now) {
        int pod = entry.pod.index();
        attempts.remove(entry);
        assumed.remove(pod);
        if (deleted.contains(pod) || entry(pod).isPresent()) {
            return;
        }
        entry.pod = bodies.get(pod);
        entry.timestamp = now;
        entry.stamp = stamps++;
        entry.plugins = plugins;
        entries.add(entry);
        if (moveCycle >= cycle) {
            keepBack(entry);
        } else {
            entry.place = "unschedulable";
        }
    }

    void move(ClusterEvent event, Predicate<TestPod> passes, long now) {
        for (Entry entry : entries) {
            if (entry.place.equals("unschedulable") && passes.test(entry.pod) && matches(event, entry.plugins)) {
                retry(entry, now);
            }
        }
        moveCycle = cycle;
    }

    private boolean matches(ClusterEvent event, Set<String> plugins) {
        return plugins.isEmpty()
                || plugins.stream().anyMatch(plugin -> wakeUps.wakes(event, wakeUps.plugins(List.of(plugin))));
    }

    void bound(Entry entry, Predicate<TestPod> near, long now) {
        attempts.remove(entry);
        assumed.remove(entry.pod.index());
        move(ClusterEvent.ASSIGNED_POD_ADD, near, now);
        entries.removeIf(other -> other.pod.index() == entry.pod.index());
    }

    void bindingRejected(Entry entry, long now) {
        putBack(entry, Set.of(), now);
        move(ClusterEvent.ASSIGNED_POD_DELETE, pod -> pod.index() != entry.pod.index(), now);
    }

    void bindingFailed(Entry entry, long now) {
        move(ClusterEvent.ASSIGNED_POD_DELETE, pod -> true, now);
        putBack(entry, Set.of(), now);
    }

    void update(TestPod pod, boolean statusOnly, long now) {
        bodies.set(pod.index(), pod);
        if (assumed.contains(pod.index())) {
            return;
        }
        Optional<Entry> found = entry(pod.index());
        if (found.isEmpty()) {
            add(pod, now);
            return;
        }
        Entry entry = found.get();
        entry.pod = pod;
        if (entry.place.equals("unschedulable") && !statusOnly) {
            retry(entry, now);
        }
    }

    void delete(int pod) {
        deleted.add(pod);
        entries.removeIf(entry -> entry.pod.index() == pod);
    }

    void activate(int pod) {
        entry(pod).ifPresent(entry -> entry.place = "active");
    }

    /** Every flush of every instant up to now, whether it finds anything or not. */
    void flushAfter(long before, long now) {
        for (long tick = before / 1000 + 1; tick * 1000 <= now; tick++) {
            flush(tick * 1000);
        }
    }

    private void flush(long now) {
        for (Entry entry : entries) {
            if (entry.place.equals("backoff") && entry.expiry <= now) {
                entry.place = "active";
            }
        }
        if (now % 30_000 != 0) {
            return;
        }
        for (Entry entry : entries) {
            if (entry.place.equals("unschedulable") && now - entry.timestamp > 300_000) {
                retry(entry, now);
                moveCycle = cycle;
            }
        }
    }

    private void retry(Entry entry, long now) {
        if (entry.timestamp + backoff(entry.attempts) > now) {
            keepBack(entry);
        } else {
            entry.place = "active";
        }
    }

    private void keepBack(Entry entry) {
        entry.place = "backoff";
        entry.expiry = entry.timestamp + backoff(entry.attempts);
    }

    private static long backoff(int attempts) {
        return attempts >= 5 ? 10_000 : 1000L << Math.max(0, attempts - 1);
    }

    private List<Entry> in(String place) {
        Comparator<Entry> order = Comparator.<Entry>comparingLong(entry -> switch (place) {
                    case "active" -> -entry.pod.priority();
                    case "backoff" -> entry.expiry;
                    default -> 0;
                })
                .thenComparingLong(entry -> entry.timestamp)
                .thenComparingInt(entry -> entry.stamp);
        return entries.stream()
                .filter(entry -> entry.place.equals(place))
                .sorted(order)
                .toList();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "cycle %d moved %d", cycle, moveCycle)
                + in("active").stream()
                        .map(entry -> text(entry, entry.timestamp))
                        .collect(Collectors.joining(" ", "\nactive ", ""))
                + in("backoff").stream()
                        .map(entry -> text(entry, entry.expiry))
                        .collect(Collectors.joining(" ", "\nbackoff ", ""))
                + in("unschedulable").stream()
                        .map(entry -> text(entry, entry.timestamp))
                        .collect(Collectors.joining(" ", "\nunschedulable ", ""));
    }

    private static String text(Entry entry, long time) {
        return entry.pod.index() + "r" + entry.pod.revision() + "/" + entry.attempts + "@" + time
                + entry.plugins.stream().sorted().toList();
    }
}
