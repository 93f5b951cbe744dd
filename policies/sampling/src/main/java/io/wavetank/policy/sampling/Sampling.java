package io.wavetank.policy.sampling;

/** How a scheduler chooses nodes for the tasks of a job. */
enum Sampling {
    /** A node at random for each task. */
    RANDOM,
    /** For each task the one of its own probed nodes with the shortest queue. */
    PER_TASK,
    /** Of all nodes probed for the job, those with the shortest queues. */
    BATCH,
    /** As {@link #BATCH}, but nodes keep a reservation, and whichever comes to it first gets a task. */
    LATE_BINDING
}
