package io.wavetank.experiment.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;

/** One run's talk with a policy outside: says hello first, then asks, and holds each answer to the form that it should have. */
final class Conversation implements AutoCloseable {
    /** The version of the protocol. */
    static final int PROTOCOL = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final AtomicLong RUNS = new AtomicLong();

    private final Channel channel;
    private final long run = RUNS.incrementAndGet();

    Conversation(Channel channel) {
        this.channel = channel;
    }

    /** Whom is talked to. */
    String name() {
        return channel.name();
    }

    /** An empty object for a question. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A question of a kind. */
    ObjectNode question(String type) {
        return object().put("type", type).put("run", run);
    }

    /** Greets, and hears whether the other side speaks this protocol. */
    void hello(ObjectNode hello) {
        JsonNode answer = ask(hello, "the greeting", "{\"protocol\":" + PROTOCOL + "}");
        if (answer.path("protocol").asInt() != PROTOCOL) {
            throw wrong("the greeting", answer.toString(), "{\"protocol\":" + PROTOCOL + "}");
        }
    }

    /** Asks, and returns the answer, which is an object. */
    JsonNode ask(ObjectNode question, String about, String expected) {
        String answer = channel.ask(question.toString(), about);
        try {
            JsonNode parsed = JSON.readTree(answer);
            if (parsed.isObject()) {
                return parsed;
            }
        } catch (JsonProcessingException e) {
            // said below, as everything that is no object
        }
        throw wrong(about, answer, expected);
    }

    /** The failure of an answer that has not the form that it should have. */
    ExternalPolicyException wrong(String about, String answer, String expected) {
        return new ExternalPolicyException(
                name() + " answered to " + about + " with " + Shown.line(answer) + "; expected " + expected);
    }

    /** A time for people, in seconds. */
    static String seconds(long nanos) {
        return new BigDecimal(nanos).movePointLeft(9).stripTrailingZeros().toPlainString() + " s";
    }

    @Override
    public void close() {
        channel.close();
    }
}
