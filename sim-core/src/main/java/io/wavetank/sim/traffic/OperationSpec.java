package io.wavetank.sim.traffic;

import java.util.List;

/**
 * Something that a service does for its callers, step by step.
 *
 * @param name what reports call it
 * @param service the number of the service that does it
 * @param steps what it does, in turn; after the last it answers
 * @param failureProbability how likely it answers with an error after all is done, 0 to 1
 */
public record OperationSpec(String name, int service, List<Step> steps, double failureProbability) {
    /** Checks the probability and copies the list. */
    public OperationSpec {
        if (!(failureProbability >= 0 && failureProbability <= 1)) {
            throw new IllegalArgumentException(
                    "Operation " + name + " fails with a probability of 0 to 1, not " + failureProbability);
        }
        steps = List.copyOf(steps);
    }

    /** An operation that is one piece of work and never fails. */
    public static OperationSpec work(String name, int service, ServiceTime time) {
        return new OperationSpec(name, service, List.of(new Work(time)), 0);
    }

    /** One step of an operation. */
    public sealed interface Step permits Work, Calls {}

    /**
     * Computing.
     *
     * @param time how much
     */
    public record Work(ServiceTime time) implements Step {}

    /**
     * Calls that are made side by side; the step is over when all those that are waited for are answered.
     *
     * @param calls the calls
     */
    public record Calls(List<CallSpec> calls) implements Step {
        /** Copies the list. */
        public Calls {
            calls = List.copyOf(calls);
        }
    }

    /**
     * One call of another operation.
     *
     * @param operation its number
     * @param probability how likely it is made, 0 to 1
     * @param awaited whether the caller waits for the answer
     * @param optional whether the caller does without if it fails; a failure of any other call that is waited for fails the caller's operation
     */
    public record CallSpec(int operation, double probability, boolean awaited, boolean optional) {
        /** Checks the probability. */
        public CallSpec {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("A call is made with a probability of 0 to 1, not " + probability);
            }
        }

        /** A call that is always made and waited for. */
        public static CallSpec always(int operation) {
            return new CallSpec(operation, 1, true, false);
        }
    }
}
