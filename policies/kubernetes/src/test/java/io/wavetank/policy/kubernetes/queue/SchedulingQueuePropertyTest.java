package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens, the queue is in the state of the plain one; replay one failing seed with {@code -Dproperty.seed=N}. */
final class SchedulingQueuePropertyTest {
    private static final long MILLI = 1_000_000;
    private static final List<String> PLUGINS = List.of(
            "NodeResourcesFit", "NodeAffinity", "NodeUnschedulable", "PodTopologySpread", "VolumeZone", "EBSLimits");

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_always_in_the_state_of_the_plain_queue(long seed) {
        var life = new Life(seed);
        for (int step = 0; step < 400; step++) {
            String what = life.step();
            assertThat(life.state()).as("step %d: %s", step, what).isEqualTo(life.plain.toString());
        }
    }

    /** One random life of both queues. */
    private static final class Life {
        final NaiveQueue plain = new NaiveQueue();
        private final WakeUps wakeUps = WakeUps.kubernetes126();
        private final SchedulingQueue<TestPod> queue =
                new SchedulingQueue<>(QueueSettings.DEFAULT, wakeUps, 0, Nominator.none());
        private final Map<Integer, QueuedPod<TestPod>> attempts = new HashMap<>();
        private final Random random;
        private long now;
        private boolean trying;

        Life(long seed) {
            random = new Random(seed);
        }

        String step() {
            passTime();
            int choice = random.nextInt(20);
            if (choice < 3 || plain.bodies.isEmpty()) {
                return add();
            } else if (choice < 8) {
                return trying ? endAttempt() : pop();
            } else if (choice < 10) {
                return endBinding();
            } else if (choice < 14) {
                return event();
            } else if (choice < 17) {
                return update();
            } else if (choice < 18) {
                return delete();
            }
            int pod = anyPod();
            queue.activate(pod);
            plain.activate(pod);
            return "activate " + pod;
        }

        /** Jumps of all sizes, half of them to a whole second, so that things fall on flushes. */
        private void passTime() {
            long before = now;
            now += new int[] {0, 1, 250, 1000, 3000, 40_000}[random.nextInt(6)];
            if (random.nextBoolean()) {
                now += (1000 - now % 1000) % 1000;
            }
            plain.flushAfter(before, now);
            while (true) {
                long backoff = queue.nextBackoffFlushNanos();
                long unschedulable = queue.nextUnschedulableFlushNanos();
                if (Math.min(backoff, unschedulable) > now * MILLI) {
                    return;
                }
                int moved = backoff <= unschedulable
                        ? queue.flushBackoff(backoff)
                        : queue.flushUnschedulable(unschedulable);
                assertThat(moved)
                        .as("a flush that was announced moves something")
                        .isPositive();
            }
        }

        private String add() {
            TestPod pod =
                    new TestPod(plain.bodies.size(), random.nextInt(3), random.nextInt(4) * random.nextInt(20), 0);
            queue.add(pod, now * MILLI);
            plain.add(pod, now);
            return "add " + pod;
        }

        private String pop() {
            QueuedPod<TestPod> popped = queue.pop();
            var expected = plain.pop();
            assertThat(popped != null).isEqualTo(expected.isPresent());
            if (popped == null) {
                return "pop nothing";
            }
            int pod = popped.pod().index();
            assertThat(pod).isEqualTo(expected.get().pod.index());
            assertThat(popped.duplicate()).isEqualTo(plain.assumed.contains(pod));
            if (!popped.duplicate()) {
                attempts.put(pod, popped);
                trying = true;
            }
            return "pop " + pod;
        }

        private QueuedPod<TestPod> attempt(NaiveQueue.Entry entry) {
            QueuedPod<TestPod> attempt = attempts.get(entry.pod.index());
            if (attempt == null) {
                throw new AssertionError("No attempt of " + entry.pod);
            }
            return attempt;
        }

        private String endAttempt() {
            NaiveQueue.Entry entry = plain.attempts.get(plain.attempts.size() - 1);
            trying = false;
            if (random.nextInt(3) == 0 && !plain.deleted.contains(entry.pod.index())) {
                queue.assume(attempt(entry));
                plain.assumed.add(entry.pod.index());
                return "assume " + entry.pod;
            }
            Set<String> plugins = new TreeSet<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                plugins.add(PLUGINS.get(random.nextInt(PLUGINS.size())));
            }
            if (plugins.isEmpty()) {
                queue.failed(attempt(entry), now * MILLI);
            } else {
                queue.rejected(attempt(entry), wakeUps.plugins(plugins), now * MILLI);
            }
            plain.putBack(entry, plugins, now);
            return "fail " + entry.pod + plugins;
        }

        private String endBinding() {
            List<NaiveQueue.Entry> binding = plain.attempts.stream()
                    .filter(entry -> plain.assumed.contains(entry.pod.index()))
                    .toList();
            if (binding.isEmpty()) {
                return "no binding";
            }
            NaiveQueue.Entry entry = binding.get(random.nextInt(binding.size()));
            switch (random.nextInt(3)) {
                case 0 -> {
                    Predicate<TestPod> near = pod -> pod.kind() % 2 == 0;
                    queue.bound(attempt(entry), near, now * MILLI);
                    plain.bound(entry, near, now);
                    return "bound " + entry.pod;
                }
                case 1 -> {
                    queue.bindingRejected(attempt(entry), now * MILLI);
                    plain.bindingRejected(entry, now);
                    return "binding rejected " + entry.pod;
                }
                default -> {
                    queue.bindingFailed(attempt(entry), now * MILLI);
                    plain.bindingFailed(entry, now);
                    return "binding failed " + entry.pod;
                }
            }
        }

        private String event() {
            ClusterEvent[] events = ClusterEvent.values();
            ClusterEvent event = events[random.nextInt(events.length)];
            int share = 1 + random.nextInt(3);
            Predicate<TestPod> passes = pod -> pod.kind() % share == 0;
            queue.move(event, passes, now * MILLI);
            plain.move(event, passes, now);
            return "event " + event;
        }

        /** A pod that waits or is tried; one that is bound or gone is left alone, as nobody would update it here. */
        private List<Integer> pending() {
            List<Integer> pending = new ArrayList<>();
            for (TestPod pod : plain.bodies) {
                boolean tried = plain.attempts.stream().anyMatch(entry -> entry.pod.index() == pod.index());
                if (!plain.deleted.contains(pod.index())
                        && (tried || plain.entry(pod.index()).isPresent())) {
                    pending.add(pod.index());
                }
            }
            return pending;
        }

        private String update() {
            List<Integer> pending = pending();
            if (pending.isEmpty()) {
                return "nobody to update";
            }
            TestPod pod = plain.bodies
                    .get(pending.get(random.nextInt(pending.size())))
                    .revised()
                    .ofKind(random.nextInt(20));
            boolean statusOnly = random.nextBoolean();
            queue.update(pod, statusOnly, now * MILLI);
            plain.update(pod, statusOnly, now);
            return "update " + pod;
        }

        private String delete() {
            List<Integer> pending = pending();
            if (pending.isEmpty()) {
                return "nobody to delete";
            }
            int pod = pending.get(random.nextInt(pending.size()));
            queue.delete(plain.bodies.get(pod));
            plain.delete(pod);
            return "delete " + pod;
        }

        private int anyPod() {
            return random.nextInt(plain.bodies.size());
        }

        String state() {
            return "cycle " + queue.cycle() + " moved " + queue.moveCycle()
                    + queue.active().stream()
                            .map(entry -> text(entry, entry.timestampNanos()))
                            .collect(Collectors.joining(" ", "\nactive ", ""))
                    + queue.backoff().stream()
                            .map(entry -> text(entry, entry.expiryNanos()))
                            .collect(Collectors.joining(" ", "\nbackoff ", ""))
                    + queue.unschedulable().stream()
                            .map(entry -> text(entry, entry.timestampNanos()))
                            .collect(Collectors.joining(" ", "\nunschedulable ", ""));
        }

        private String text(QueuedPod<TestPod> entry, long nanos) {
            return entry.pod().index() + "r" + entry.pod().revision() + "/" + entry.attempts() + "@" + nanos / MILLI
                    + wakeUps.names(entry.plugins());
        }
    }
}
