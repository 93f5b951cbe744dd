package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ChangeLog;
import org.jspecify.annotations.Nullable;

/**
 * The rows of sums that are kept, under a budget of bytes: the one that was not asked for longest goes first.
 *
 * <p>A kind gets a row of its own when it is met a second time before a half of the nodes has changed; otherwise keeping one would not pay, and
 * its sums are worked out in a row that all such kinds share.
 */
final class Rows {
    private final NodeRecords records;
    private final ChangeLog log;
    private final ScoreRow shared;
    private final long budgetBytes;
    private long bytes;
    private @Nullable LocalClass first;
    private @Nullable LocalClass last;

    Rows(NodeRecords records, ChangeLog log, long budgetBytes) {
        this.records = records;
        this.log = log;
        this.shared = new ScoreRow(records);
        this.budgetBytes = budgetBytes;
    }

    /** Returns the kind's sums as things are now; what the caller changes in it he changes back. It holds until the next call. */
    ScoreRow of(LocalClass kind) {
        boolean anew = kind.refresh();
        ScoreRow row = kind.row;
        boolean soon = kind.metAt >= 0 && log.version() - kind.metAt <= records.count() / 2;
        kind.metAt = log.version();
        if (row == null && !soon) {
            shared.rebuild(kind.score, log);
            return shared;
        }
        if (row == null) {
            row = new ScoreRow(records);
            row.rebuild(kind.score, log);
            kind.row = row;
            bytes += row.bytes();
        } else {
            unlink(kind);
            bytes -= row.bytes();
            if (anew) {
                row.rebuild(kind.score, log);
            } else {
                row.catchUp(kind.score, log);
            }
            bytes += row.bytes();
        }
        append(kind);
        while (bytes > budgetBytes && first != null) {
            drop(first);
        }
        return row;
    }

    /** What the rows take in memory, about. */
    long bytes() {
        return bytes;
    }

    private void drop(LocalClass kind) {
        unlink(kind);
        if (kind.row != null) {
            bytes -= kind.row.bytes();
        }
        kind.row = null;
    }

    private void unlink(LocalClass kind) {
        LocalClass before = kind.earlier;
        LocalClass after = kind.later;
        if (before == null) {
            first = after;
        } else {
            before.later = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.earlier = before;
        }
        kind.earlier = null;
        kind.later = null;
    }

    private void append(LocalClass kind) {
        kind.earlier = last;
        if (last == null) {
            first = kind;
        } else {
            last.later = kind;
        }
        last = kind;
    }
}
