package io.wavetank.experiment.conformance.mesos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Plays a case, operation for operation, and counts the expectations that come true. */
final class CaseReplay {
    /** What a case is played against. */
    interface Subject {
        /**
         * Does one operation.
         *
         * @return nothing if it expects nothing; the empty string if what it expects is so; else how it is instead
         * @throws UnknownOperation if it is of no known kind
         * @throws IllegalStateException if it cannot be done as things stand
         * @throws IllegalArgumentException if it cannot be done at all
         */
        Optional<String> apply(String operation, JsonNode arguments);
    }

    /**
     * What came of it.
     *
     * @param decisions how many expectations there are
     * @param agreed how many came true
     * @param firstDifference the first that did not, in words; the empty string if all did
     */
    record Result(long decisions, long agreed, String firstDifference) {}

    /** An operation is of a kind that nobody here knows. */
    static final class UnknownOperation extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        UnknownOperation() {
            super("no such operation is known here");
        }
    }

    private CaseReplay() {}

    static Result of(JsonNode operations, Subject subject) {
        long decisions = 0;
        long agreed = 0;
        String difference = "";
        boolean stuck = false;
        int number = 0;
        for (JsonNode each : operations) {
            number++;
            String operation = each.path("op").asText();
            Optional<String> answer;
            try {
                answer = stuck ? unreached(operation) : subject.apply(operation, each);
            } catch (UnknownOperation e) {
                throw new IllegalArgumentException(
                        "operation " + number + " is of a kind that is not known here, '" + operation + "'", e);
            } catch (IllegalStateException | IllegalArgumentException e) {
                stuck = true;
                answer = Optional.of("cannot be done: " + e.getMessage());
            }
            if (answer.isPresent()) {
                decisions++;
                agreed += answer.get().isEmpty() ? 1 : 0;
                difference = difference.isEmpty() && !answer.get().isEmpty()
                        ? "operation " + number + " (" + operation + "): " + answer.get()
                        : difference;
            }
        }
        return new Result(decisions, agreed, difference);
    }

    private static Optional<String> unreached(String operation) {
        boolean expects =
                operation.startsWith("expect") || operation.startsWith("assert") || operation.equals("takeOffer");
        return expects ? Optional.of("not reached") : Optional.empty();
    }

    /** The answer of an expectation. */
    static Optional<String> compared(Object expected, Object got) {
        return Optional.of(expected.equals(got) ? "" : "expected " + expected + ", got " + got);
    }
}
