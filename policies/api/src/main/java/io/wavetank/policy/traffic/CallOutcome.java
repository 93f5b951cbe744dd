package io.wavetank.policy.traffic;

/**
 * How one try of a call ended, as the side that made it saw it.
 *
 * <p>In HTTP's words: {@link #SERVER_ERROR} is a 500, {@link #GATEWAY_FAILURE} a 502, 503 or 504 that the called side sent,
 * {@link #RATE_LIMITED} a 429. What follows {@link #TRY_TIMEOUT} never reached an endpoint, but for {@link #DEADLINE_EXCEEDED} and
 * {@link #CANCELLED}, which end a try wherever it is.
 */
public enum CallOutcome {
    /** An answer that is no failure. */
    OK,
    /** The caller's mistake; the same call would fail again. */
    CLIENT_ERROR,
    /** The called side had enough of this caller. */
    RATE_LIMITED,
    /** The called side failed at it. */
    SERVER_ERROR,
    /** The called side is overloaded, or going away, and says so. */
    GATEWAY_FAILURE,
    /** The connection broke before there was an answer. */
    RESET,
    /** No connection to the endpoint came about. */
    CONNECT_FAILURE,
    /** No answer within the time of one try. */
    TRY_TIMEOUT,
    /** No answer within the time of the whole call, or within that of whoever waits for it. */
    DEADLINE_EXCEEDED,
    /** Nobody wants the answer any more: another try was faster. */
    CANCELLED,
    /** There was no endpoint to send it to. */
    NO_ENDPOINT,
    /** The circuit breaker of this side is open. */
    BREAKER_OPEN,
    /** As many calls are under way as this side allows. */
    BULKHEAD_FULL,
    /** The rate limiter of this side refused it. */
    OVER_LIMIT,
    /** This side sheds load. */
    SHED;

    /** Its number, from 0 on in the order above. */
    public int number() {
        return compareTo(OK);
    }

    /** Whether it was answered well. */
    public boolean good() {
        return this == OK;
    }

    /** Whether it was sent to an endpoint, and so says something of that one; a cancelled try says nothing. */
    public boolean saysOfEndpoint() {
        return compareTo(TRY_TIMEOUT) <= 0 || this == DEADLINE_EXCEEDED;
    }

    /** Whether the endpoint is to blame: what Envoy counts as a 5xx, failures of the connection and time-outs among them. */
    public boolean serverFault() {
        return (compareTo(SERVER_ERROR) >= 0 && compareTo(TRY_TIMEOUT) <= 0) || this == DEADLINE_EXCEEDED;
    }

    /** Whether it is a server's fault that says that the endpoint is not there or overloaded: 502, 503, 504, connections, time-outs. */
    public boolean gatewayFault() {
        return serverFault() && this != SERVER_ERROR;
    }

    /** Whether this side refused to send it. */
    public boolean refusedHere() {
        return compareTo(BREAKER_OPEN) >= 0;
    }
}
