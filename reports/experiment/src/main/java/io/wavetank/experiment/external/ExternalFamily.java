package io.wavetank.experiment.external;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.compose.QueueScheduler.Blocking;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Supplier;

/** The table of policies in any language. */
public final class ExternalFamily implements PolicyFamily {
    private static final String SOURCE = "Wavetank, protocol 1 ('wavetank init policy' writes its description);"
            + " after Batsim, Dutot et al., JSSPP 2016";
    private static final Option HEIGHT = new Option(
            "height",
            "scheduler",
            "what is asked: 'scheduler' is told what happened and answers with decisions; 'placement' is asked for one task at a"
                    + " time which of the nodes that would do");
    private static final Option QUEUE = new Option(
            "queue",
            "skip",
            "with height=placement, whether a task that finds no place blocks the rest: head-of-line or skip");
    private static final Option TIMEOUT =
            new Option("timeout", "10000", "how long to wait for an answer, in milliseconds of the machine's clock");

    private static final List<PolicyEntry> POLICIES = List.of(
            new PolicyEntry(
                    "process",
                    "a program of your own, started for each run and asked in JSON lines on its standard input",
                    SOURCE,
                    List.of(
                            new Option("command", "", "the command and its arguments, apart by spaces"),
                            HEIGHT,
                            QUEUE,
                            TIMEOUT),
                    ExternalFamily::process),
            new PolicyEntry(
                    "http",
                    "a server of your own, asked by POST of JSON",
                    SOURCE,
                    List.of(
                            new Option("host", "localhost", "the server's name"),
                            new Option("port", "8080", "its port"),
                            new Option("path", "/", "what is asked for on it"),
                            HEIGHT,
                            QUEUE,
                            TIMEOUT),
                    ExternalFamily::http));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public ExternalFamily() {}

    @Override
    public String name() {
        return "external";
    }

    @Override
    public String summary() {
        return "policies in any language; results are reproducible as far as their answers are";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }

    private static Scheduler.Factory process(PolicyOptions options) {
        String command = options.text("command").strip();
        if (command.isEmpty()) {
            throw new IllegalArgumentException(
                    "Policy process, option command: the program to start expected, such as command=python3 first_fit.py");
        }
        List<String> words = List.of(command.split("\\s+"));
        long timeout = timeout(options);
        return factory(options, () -> ProcessChannel.start(words, timeout));
    }

    private static Scheduler.Factory http(PolicyOptions options) {
        String path = options.text("path").strip();
        String address = "http://" + options.text("host").strip() + ":" + options.integer("port", 1, 65_535)
                + (path.startsWith("/") ? path : "/" + path);
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "Policy http: host and path of a server expected, got '" + address + "'", e);
        }
        long timeout = timeout(options);
        return factory(options, () -> new HttpChannel(uri, timeout));
    }

    private static long timeout(PolicyOptions options) {
        return options.integer("timeout", 1, Integer.MAX_VALUE);
    }

    private static Scheduler.Factory factory(PolicyOptions options, Supplier<Channel> channel) {
        boolean placement = options.oneOf("height", "scheduler", "placement").equals("placement");
        Blocking blocking =
                options.oneOf("queue", "head-of-line", "skip").equals("skip") ? Blocking.SKIP : Blocking.HEAD_OF_LINE;
        return (cluster, draws) -> {
            var conversation = new Conversation(channel.get());
            try {
                return placement
                        ? new ExternalPlacement(cluster, draws, blocking, conversation)
                        : new ExternalScheduler(cluster, conversation);
            } catch (RuntimeException e) {
                conversation.close();
                throw e;
            }
        };
    }
}
