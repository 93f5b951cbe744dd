package io.wavetank.sim.traffic;

/**
 * The kinds of events of a {@link TrafficLoop}; their numbers are their ranks too, so that at one instant ends come before beginnings. Before all
 * of them comes what happens by itself in replicas, see {@link ReplicaTimers}.
 */
final class TrafficEvent {
    /** An answer reaches the caller. Subject: the try. */
    static final int ANSWER = 1;

    /** The news of a changed list of endpoints reaches a side. Subject: the side. */
    static final int NEWS = 2;

    /** A line of time-outs. Subject: the line. */
    static final int TIMEOUT_LINE = 3;

    /** A time-out of one try. Subject: the try. */
    static final int TIMEOUT = 4;

    /** A side looks at its outliers. Subject: the side. */
    static final int SWEEP = 5;

    /** A try reaches its replica. Subject: the try. */
    static final int REACH = 6;

    /** A call is tried again. Subject: the row. */
    static final int RETRY = 7;

    /** A try that had to wait for a limiter is sent. Subject: the try. */
    static final int SEND = 8;

    /** A user has thought. Subject: the class of requests. */
    static final int THOUGHT = 9;

    /** The next request of a process. Subject: the class of requests. */
    static final int ARRIVAL = 10;

    /** A replica is ready. Subject: the replica. */
    static final int READY = 11;

    /** A call is sent again beside its try. Subject: the try. */
    static final int HEDGE = 12;

    /** A balancer's check of a replica, or its time-out. Subject: the replica. */
    static final int CHECK = 13;

    /** A connection stands. Subject: the try that waited for it. */
    static final int CONNECTED = 14;

    /** A replica that was killed is up again. Subject: the replica. */
    static final int RESTART = 15;

    /** Versions are looked at. Subject: the service. */
    static final int LOOK = 16;

    /** A replica has warmed up. Subject: the replica. */
    static final int WARM = 17;

    /** An image has come. Subject: which time it was told. */
    static final int PULLED = 18;

    private TrafficEvent() {}
}
