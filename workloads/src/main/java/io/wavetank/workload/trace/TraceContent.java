package io.wavetank.workload.trace;

/** What a trace can tell about its tasks beyond that they came, as far as Wavetank reads it. */
public enum TraceContent {
    /** How long tasks ran. */
    RUN_TIMES("run times"),
    /** How long their owners said they would run. */
    ESTIMATES("estimates"),
    /** How much CPU each asked for. */
    CPU("cpu"),
    /** How much memory each asked for. */
    MEMORY("memory"),
    /** GPUs, whole or in shares. */
    GPUS("gpus"),
    /** Where a task may go: GPU models, labels, taints. */
    CONSTRAINTS("constraints"),
    /** Which task goes first. */
    PRIORITIES("priorities"),
    /** Who submitted them. */
    TENANTS("tenants"),
    /** Jobs of several members that start together. */
    GANGS("gangs"),
    /** What the tasks really used. */
    USAGE("usage"),
    /** Which task waits for which. */
    DEPENDENCIES("dependencies"),
    /** How tasks failed. */
    FAILURES("failures"),
    /** How machines came and went. */
    MACHINE_EVENTS("machine events"),
    /** What its machines have: the trace brings its cluster along. */
    NODES("nodes"),
    /** How many requests came when. */
    REQUESTS("requests"),
    /** What was measured: latencies, queues, rates. */
    METRICS("measurements"),
    /** What went over the network. */
    FLOWS("network flows"),
    /** How many processors the machine has: the trace brings its cluster along. */
    PROCESSORS("processors");

    private final String word;

    TraceContent(String word) {
        this.word = word;
    }

    /** The name as it is shown. */
    public String word() {
        return word;
    }
}
