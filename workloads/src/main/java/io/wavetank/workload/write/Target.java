package io.wavetank.workload.write;

import io.wavetank.sim.Precedence;
import io.wavetank.workload.columnar.Heading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks go.
 *
 * @param out the file, not closed by who writes
 * @param heading what there is to say before the tasks
 * @param tasks how many there will be, as far as it is known beforehand; else -1
 * @param widestCores how many whole cores the widest of them asks for
 * @param waits which tasks wait for which; null if none does, or the format cannot say
 */
public record Target(
        OutputStream out,
        Heading heading,
        long tasks,
        long widestCores,
        @Nullable Precedence waits) {
    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
