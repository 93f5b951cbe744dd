package io.wavetank.benchmark.queue;

/** The ladder behind the interface of the candidates. */
final class LadderQueue implements PendingEvents {
    private final LadderTable table;
    private final Ladder ladder;
    private long timeNanos;
    private int rank;
    private int kind;
    private int subject;

    LadderQueue(int capacity) {
        table = new LadderTable(Math.max(capacity, 1));
        ladder = new Ladder(table);
    }

    @Override
    public int schedule(long atNanos, int eventRank, int eventKind, int eventSubject) {
        int slot = table.take(atNanos, eventRank, eventKind, eventSubject);
        ladder.add(slot);
        return slot;
    }

    @Override
    public void reschedule(int handle, long atNanos) {
        ladder.remove(handle);
        table.renew(handle, atNanos);
        ladder.add(handle);
    }

    @Override
    public void cancel(int handle) {
        ladder.remove(handle);
        table.free(handle);
    }

    @Override
    public boolean poll() {
        if (table.size() == 0) {
            return false;
        }
        int slot = ladder.first();
        timeNanos = table.timeNanos(slot);
        rank = table.rank(slot);
        kind = table.kind(slot);
        subject = table.subject(slot);
        ladder.remove(slot);
        table.free(slot);
        return true;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int kind() {
        return kind;
    }

    @Override
    public int subject() {
        return subject;
    }

    @Override
    public int size() {
        return table.size();
    }
}
