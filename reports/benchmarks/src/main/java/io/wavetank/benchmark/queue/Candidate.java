package io.wavetank.benchmark.queue;

/** The structures that are compared. */
public enum Candidate {
    /** Two children a node, parallel arrays, a back-pointer for each event. */
    BINARY_HEAP,
    /** Four children a node, parallel arrays, a back-pointer for each event. */
    QUATERNARY_HEAP,
    /** Four children a node, time and key side by side in one array, a back-pointer for each event. */
    QUATERNARY_STRIDE_HEAP,
    /** Four children a node, time and key side by side, no back-pointers: lazy deletion. */
    QUATERNARY_LAZY_HEAP,
    /** Brown's calendar queue. */
    CALENDAR,
    /** The ladder queue of Tang, Goh and Thng, with a heap at the bottom. */
    LADDER,
    /** The engine's queue: the 4-ary heap with back-pointers, whose next event scheduled takes the place of the one just fired. */
    ENGINE;

    /** Makes an empty queue with room for so many events. */
    public PendingEvents make(int capacity) {
        return switch (this) {
            case BINARY_HEAP -> new BinaryHeap(capacity);
            case QUATERNARY_HEAP -> new QuaternaryHeap(capacity);
            case QUATERNARY_STRIDE_HEAP -> new QuaternaryStrideHeap(capacity);
            case QUATERNARY_LAZY_HEAP -> new QuaternaryLazyHeap(capacity);
            case CALENDAR -> new CalendarQueue(capacity);
            case LADDER -> new LadderQueue(capacity);
            case ENGINE -> new EngineQueue(capacity);
        };
    }
}
