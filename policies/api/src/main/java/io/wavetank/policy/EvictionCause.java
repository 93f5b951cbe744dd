package io.wavetank.policy;

import java.util.Locale;

/** Why a task was stopped that ran: the causes by which evictions are counted. */
public enum EvictionCause {
    /** To make room for a task of higher priority. */
    PREEMPTED,
    /** Its node is to be emptied, which could wait. */
    DRAINED,
    /** Its node is taken away at a time that somebody else has set. */
    RECLAIMED,
    /** Its node is short of something. */
    SHORTAGE,
    /** Its node got a taint that it does not put up with. */
    TAINTED,
    /** It is to run somewhere else. */
    MOVED,
    /** Whoever runs it is gone for good. */
    ABANDONED;

    /** The cause in a word, as it stands in result files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
