package io.wavetank.policy.borg;

import java.util.List;
import java.util.Locale;

/** The bands of priorities, lowest first. */
enum Band {
    /** Nothing is promised, and there is always quota. */
    FREE(0),
    /** Best-effort batch: what there is no quota for waits. */
    BATCH(1),
    /** Between batch and production. */
    MID(2),
    /** Served at the expense of all that is below; those within it do not preempt each other. */
    PRODUCTION(3),
    /** What watches over the rest. */
    MONITORING(4);

    private static final List<Band> ALL = List.of(values());

    /** How many there are. */
    static final int COUNT = ALL.size();

    private final int number;

    Band(int number) {
        this.number = number;
    }

    /** Its place among the bands, from 0. */
    int number() {
        return number;
    }

    static Band at(int number) {
        return ALL.get(number);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it belongs to those that the papers call prod: production and monitoring. */
    boolean prod() {
        return this == PRODUCTION || this == MONITORING;
    }
}
