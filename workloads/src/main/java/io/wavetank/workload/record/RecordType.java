package io.wavetank.workload.record;

/**
 * A kind of records, by which a stream of them is asked for.
 *
 * @param word what they are called
 * @param type their class
 */
public record RecordType<T extends TraceRecord>(String word, Class<T> type) {
    /** Properties of machines that constraints look at. */
    public static final RecordType<MachineAttribute> ATTRIBUTES =
            new RecordType<>("machine attributes", MachineAttribute.class);
    /** Where tasks may go. */
    public static final RecordType<Constraint> CONSTRAINTS = new RecordType<>("constraints", Constraint.class);
    /** Which task waits for which. */
    public static final RecordType<Edge> EDGES = new RecordType<>("dependencies", Edge.class);
    /** What broke, and when it was mended. */
    public static final RecordType<Failure> FAILURES = new RecordType<>("failures", Failure.class);
    /** What was sent from where to where. */
    public static final RecordType<Flow> FLOWS = new RecordType<>("network flows", Flow.class);
    /** Machines that came, went and changed. */
    public static final RecordType<MachineEvent> MACHINES = new RecordType<>("machine events", MachineEvent.class);
    /** Values that were measured. */
    public static final RecordType<Metric> METRICS = new RecordType<>("measurements", Metric.class);
    /** How many requests came in an interval. */
    public static final RecordType<RateSample> RATES = new RecordType<>("request rates", RateSample.class);
    /** Requests one by one. */
    public static final RecordType<Request> REQUESTS = new RecordType<>("requests", Request.class);
    /** What tasks ask for of which nothing tells when they came. */
    public static final RecordType<TaskSize> SIZES = new RecordType<>("sizes of tasks", TaskSize.class);
    /** How run times or sizes are spread, by quantiles. */
    public static final RecordType<Spread> SPREADS = new RecordType<>("distributions", Spread.class);
    /** What tasks or machines used in an interval. */
    public static final RecordType<UsageSample> USAGE = new RecordType<>("usage samples", UsageSample.class);

    @Override
    public String toString() {
        return word;
    }
}
