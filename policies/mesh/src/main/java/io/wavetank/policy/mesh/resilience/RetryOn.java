package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.CallOutcome;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Conditions under which a failed try is made again, by their names in Envoy's {@code retry_on}.
 *
 * <p>A try that this side itself refused is never among them: Envoy answers an overflow of its circuit breaker at once.
 *
 * <p>Source: Envoy 1.39, router filter, "x-envoy-retry-on" and "x-envoy-retry-grpc-on".
 */
public enum RetryOn {
    /** Any 5xx, and no answer at all. */
    SERVER_ERROR(
            "5xx",
            CallOutcome.SERVER_ERROR,
            CallOutcome.GATEWAY_FAILURE,
            CallOutcome.RESET,
            CallOutcome.CONNECT_FAILURE,
            CallOutcome.TRY_TIMEOUT),
    /** 502, 503, 504, and no answer at all. */
    GATEWAY_ERROR(
            "gateway-error",
            CallOutcome.GATEWAY_FAILURE,
            CallOutcome.RESET,
            CallOutcome.CONNECT_FAILURE,
            CallOutcome.TRY_TIMEOUT),
    /** No answer: the connection broke, was never made, or the try timed out. */
    RESET("reset", CallOutcome.RESET, CallOutcome.CONNECT_FAILURE, CallOutcome.TRY_TIMEOUT),
    /** The connection was not made. */
    CONNECT_FAILURE("connect-failure", CallOutcome.CONNECT_FAILURE),
    /** The called side asked for less. */
    RESOURCE_EXHAUSTED("resource-exhausted", CallOutcome.RATE_LIMITED),
    /** The called side is not there. */
    UNAVAILABLE("unavailable", CallOutcome.GATEWAY_FAILURE, CallOutcome.RESET, CallOutcome.CONNECT_FAILURE);

    private final String word;
    private final Set<CallOutcome> outcomes;

    RetryOn(String word, CallOutcome... outcomes) {
        this.word = word;
        this.outcomes = EnumSet.copyOf(List.of(outcomes));
    }

    /** Its name in Envoy's configuration. */
    public String word() {
        return word;
    }

    /** The outcomes that it covers. */
    public Set<CallOutcome> outcomes() {
        return outcomes;
    }

    /**
     * Returns the conditions of a list of names, separated by commas.
     *
     * @throws IllegalArgumentException if a name is unknown
     */
    public static Set<RetryOn> parse(String words) {
        Set<RetryOn> found = EnumSet.noneOf(RetryOn.class);
        for (String word : words.split(",", -1)) {
            found.add(Arrays.stream(values())
                    .filter(each -> each.word.equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No condition of retries: " + word.strip()
                            + "; there are "
                            + String.join(
                                    ", ",
                                    Arrays.stream(values()).map(RetryOn::word).toList()))));
        }
        return found;
    }
}
