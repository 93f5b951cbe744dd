package io.wavetank.experiment.external;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server that is asked by POST, a request each with a question as its body, and answers with status 200 and the answer as the body. */
final class HttpChannel implements Channel {
    private static final int OK = 200;

    private final String name;
    private final URI address;
    private final Duration timeout;
    private final HttpClient client;

    HttpChannel(URI address, long timeoutMillis) {
        this.name = "policy server " + address;
        this.address = address;
        this.timeout = Duration.ofMillis(timeoutMillis);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String ask(String question, String about) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question, StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != OK) {
                throw new ExternalPolicyException(name + " answered to " + about + " with status "
                        + response.statusCode() + " " + Shown.line(response.body()) + "; expected 200");
            }
            return response.body();
        } catch (HttpTimeoutException e) {
            throw new ExternalPolicyException(name + " did not answer to " + about + " within " + timeout.toMillis()
                    + " ms; a longer 'timeout' allows more time");
        } catch (ConnectException e) {
            throw new ExternalPolicyException(
                    name + " cannot be reached; start it before the run, or change 'host' and 'port'");
        } catch (IOException e) {
            throw new ExternalPolicyException(name + " broke off in its answer to " + about + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalPolicyException(name + ": interrupted while it was asked about " + about);
        }
    }

    @Override
    public void close() {
        // each request stands for itself
    }
}
