package io.wavetank.policy.kubernetes.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries that wait for an event, kept by the set of plugins that rejected them, then by the pod's kind, so that an event costs nothing
 * for pods that do not wait for it and one question for all of a kind. They also stand in one line by age.
 */
final class UnschedulablePods<P extends PendingPod> {
    private final WakeUps wakeUps;
    private final List<Group<P>> groups = new ArrayList<>();
    private @Nullable QueuedPod<P> oldest;
    private @Nullable QueuedPod<P> newest;
    private int size;

    UnschedulablePods(WakeUps wakeUps) {
        this.wakeUps = wakeUps;
    }

    int size() {
        return size;
    }

    /** The one with the earliest timestamp. */
    @Nullable
    QueuedPod<P> oldest() {
        return oldest;
    }

    List<QueuedPod<P>> inOrder() {
        List<QueuedPod<P>> all = new ArrayList<>();
        for (QueuedPod<P> each = oldest; each != null; each = each.later) {
            all.add(each);
        }
        return all;
    }

    /** Adds an entry whose timestamp is not before that of any other here. */
    void add(QueuedPod<P> entry) {
        if (newest == null) {
            oldest = entry;
        } else if (newest.timestampNanos > entry.timestampNanos) {
            throw new IllegalStateException("Out of order: " + entry + " after " + newest);
        } else {
            newest.later = entry;
            entry.earlier = newest;
        }
        newest = entry;
        size++;
        group(entry.plugins).kind(entry.pod().kind()).add(entry);
    }

    void remove(QueuedPod<P> entry) {
        group(entry.plugins).kind(entry.pod().kind()).remove(entry);
        if (entry.earlier == null) {
            oldest = entry.later;
        } else {
            entry.earlier.later = entry.later;
        }
        if (entry.later == null) {
            newest = entry.earlier;
        } else {
            entry.later.earlier = entry.earlier;
        }
        entry.earlier = null;
        entry.later = null;
        size--;
    }

    /** Replaces the body of an entry, whose kind may be another now. */
    void replaceBody(QueuedPod<P> entry, P body) {
        group(entry.plugins).kind(entry.pod().kind()).remove(entry);
        entry.refresh(body);
        group(entry.plugins).kind(body.kind()).add(entry);
    }

    /** Hands over every entry that the event wakes and whose pod passes; the receiver may take it out of here. */
    void forEachWoken(ClusterEvent event, Predicate<? super P> passes, Consumer<QueuedPod<P>> receiver) {
        for (Group<P> group : groups) {
            if (wakeUps.wakes(event, group.plugins)) {
                group.forEach(passes, receiver);
            }
        }
    }

    private Group<P> group(long plugins) {
        for (Group<P> group : groups) {
            if (group.plugins == plugins) {
                return group;
            }
        }
        Group<P> group = new Group<>(plugins);
        groups.add(group);
        return group;
    }

    /** Entries of one set of plugins. */
    private static final class Group<P extends PendingPod> {
        final long plugins;
        private @Nullable Kind<P>[] kinds = none(16);
        private @Nullable Kind<P> firstUsed;

        Group(long plugins) {
            this.plugins = plugins;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static <P extends PendingPod> @Nullable Kind<P>[] none(int count) {
            return new Kind[count];
        }

        Kind<P> kind(int number) {
            if (number >= kinds.length) {
                kinds = Arrays.copyOf(kinds, Math.max(number + 1, 2 * kinds.length));
            }
            Kind<P> kind = kinds[number];
            if (kind == null) {
                kind = new Kind<>(this);
                kinds[number] = kind;
            }
            return kind;
        }

        void forEach(Predicate<? super P> passes, Consumer<QueuedPod<P>> receiver) {
            Kind<P> kind = firstUsed;
            while (kind != null) {
                Kind<P> next = kind.nextUsed;
                kind.forEach(passes, receiver);
                kind = next;
            }
        }

        private void use(Kind<P> kind) {
            kind.nextUsed = firstUsed;
            if (firstUsed != null) {
                firstUsed.previousUsed = kind;
            }
            firstUsed = kind;
        }

        private void leave(Kind<P> kind) {
            if (kind.previousUsed == null) {
                firstUsed = kind.nextUsed;
            } else {
                kind.previousUsed.nextUsed = kind.nextUsed;
            }
            if (kind.nextUsed != null) {
                kind.nextUsed.previousUsed = kind.previousUsed;
            }
            kind.nextUsed = null;
            kind.previousUsed = null;
        }
    }

    /** Entries of one set of plugins and one kind; in its group's chain only while there are any. */
    private static final class Kind<P extends PendingPod> {
        private final Group<P> group;
        private @Nullable QueuedPod<P> first;
        private @Nullable Kind<P> previousUsed;
        private @Nullable Kind<P> nextUsed;

        Kind(Group<P> group) {
            this.group = group;
        }

        void add(QueuedPod<P> entry) {
            if (first == null) {
                group.use(this);
            } else {
                first.earlierOfKind = entry;
                entry.laterOfKind = first;
            }
            first = entry;
        }

        void remove(QueuedPod<P> entry) {
            if (entry.earlierOfKind == null) {
                first = entry.laterOfKind;
            } else {
                entry.earlierOfKind.laterOfKind = entry.laterOfKind;
            }
            if (entry.laterOfKind != null) {
                entry.laterOfKind.earlierOfKind = entry.earlierOfKind;
            }
            entry.earlierOfKind = null;
            entry.laterOfKind = null;
            if (first == null) {
                group.leave(this);
            }
        }

        void forEach(Predicate<? super P> passes, Consumer<QueuedPod<P>> receiver) {
            QueuedPod<P> entry = first;
            if (entry == null || !passes.test(entry.pod())) {
                return;
            }
            while (entry != null) {
                QueuedPod<P> next = entry.laterOfKind;
                receiver.accept(entry);
                entry = next;
            }
        }
    }
}
