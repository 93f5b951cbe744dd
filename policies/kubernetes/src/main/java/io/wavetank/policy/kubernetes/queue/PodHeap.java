package io.wavetank.policy.kubernetes.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A binary heap of entries in which each knows its position, so that any of them can be taken out in logarithmic time. */
final class PodHeap<P extends PendingPod> {
    private final Comparator<QueuedPod<P>> order;
    private final List<QueuedPod<P>> heap = new ArrayList<>();

    /** Creates an empty heap; the order must be total. */
    PodHeap(Comparator<QueuedPod<P>> order) {
        this.order = order;
    }

    int size() {
        return heap.size();
    }

    @Nullable
    QueuedPod<P> first() {
        return heap.isEmpty() ? null : heap.get(0);
    }

    List<QueuedPod<P>> inOrder() {
        List<QueuedPod<P>> all = new ArrayList<>(heap);
        all.sort(order);
        return all;
    }

    void add(QueuedPod<P> entry) {
        heap.add(entry);
        up(heap.size() - 1, entry);
    }

    void remove(QueuedPod<P> entry) {
        int position = entry.heapPosition;
        if (position < 0 || position >= heap.size() || heap.get(position) != entry) {
            throw new IllegalStateException("Not in this heap: " + entry);
        }
        QueuedPod<P> last = heap.remove(heap.size() - 1);
        entry.heapPosition = -1;
        if (last != entry) {
            settle(position, last);
        }
    }

    /** Brings an entry to where it belongs after its order may have changed. */
    void changed(QueuedPod<P> entry) {
        settle(entry.heapPosition, entry);
    }

    private void settle(int position, QueuedPod<P> entry) {
        if (position > 0 && order.compare(entry, heap.get((position - 1) / 2)) < 0) {
            up(position, entry);
        } else {
            down(position, entry);
        }
    }

    private void up(int from, QueuedPod<P> entry) {
        int position = from;
        while (position > 0) {
            QueuedPod<P> parent = heap.get((position - 1) / 2);
            if (order.compare(entry, parent) >= 0) {
                break;
            }
            put(position, parent);
            position = (position - 1) / 2;
        }
        put(position, entry);
    }

    private void down(int from, QueuedPod<P> entry) {
        int position = from;
        int child = 2 * position + 1;
        while (child < heap.size()) {
            if (child + 1 < heap.size() && order.compare(heap.get(child + 1), heap.get(child)) < 0) {
                child++;
            }
            if (order.compare(entry, heap.get(child)) <= 0) {
                break;
            }
            put(position, heap.get(child));
            position = child;
            child = 2 * position + 1;
        }
        put(position, entry);
    }

    private void put(int position, QueuedPod<P> entry) {
        heap.set(position, entry);
        entry.heapPosition = position;
    }
}
