package io.wavetank.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when a run was made: everything about it that may differ between two equal runs, kept in a file of its own. */
public final class Environment {
    private Environment() {}

    /** The version of Wavetank, from the jar; {@code development} where it does not come from one. */
    public static String version() {
        String version = Environment.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The time on a clock that only goes on, from which {@link #write} takes how long something took. */
    public static long wallNanos() {
        return System.nanoTime();
    }

    /** Writes the file. */
    public static void write(Path file, long startedNanos) throws IOException {
        ObjectNode root = Json.object();
        root.put("finished_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("wall_s", Figures.fixed((System.nanoTime() - startedNanos) / 1e9, 3));
        root.put(
                "cpu_s",
                Figures.fixed(
                        ProcessHandle.current()
                                        .info()
                                        .totalCpuDuration()
                                        .orElse(Duration.ZERO)
                                        .toMillis()
                                / 1e3,
                        3));
        root.put("java", Runtime.version().toString());
        root.put("java_vendor", System.getProperty("java.vendor"));
        root.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("max_heap_mb", Runtime.getRuntime().maxMemory() >> 20);
        root.put("host", host());
        Json.write(file, root);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
