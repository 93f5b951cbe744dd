package io.wavetank.policy.kubernetes.queue;

/** A pod of which nothing else is known; {@code revision} tells its bodies apart. */
record TestPod(int index, int priority, int kind, int revision) implements PendingPod {
    static TestPod of(int index, int priority) {
        return new TestPod(index, priority, 0, 0);
    }

    TestPod ofKind(int other) {
        return new TestPod(index, priority, other, revision);
    }

    TestPod revised() {
        return new TestPod(index, priority, kind, revision + 1);
    }
}
