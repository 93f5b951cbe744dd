package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.edit.Pseudonyms;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Put other names in the place of all names in a trace. */
@Command(
        name = "anonymize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Put other names in the place of all names in a trace.",
        description = {
            "",
            "Tasks, jobs, tenants, machines and the values of labels get names made under a key; one name becomes the same other one everywhere. The date is left out, and so is what the file says about itself. Times, sizes, priorities and GPU models stay, and may tell whose workload it is.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank trace anonymize jobs.swf -o shared.wtt",
            "  wavetank trace anonymize june.csv --key-file key -o june.wtt"
        })
final class TraceAnonymizeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The trace: a file, or the folder with its files.")
    private Path file = Path.of("");

    @Mixin
    private TraceInput input = new TraceInput();

    @Mixin
    private TraceOutput output = new TraceOutput();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "A file with the key (at least 16 bytes), so that several traces get the same names (default: a new key, which is forgotten).")
    @Nullable
    private Path keyFile;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        output.format();
        output.checkNotInput(file);
        var names = new Pseudonyms(key());
        var widest = new TraceOutput.Widest();
        Trace trace = input.tasks(file, widest);
        ClusterSpec cluster = trace.cluster();
        Heading heading = new Heading(
                "a trace made anonymous (" + trace.format().name() + ")",
                0,
                Map.of(),
                Map.of(),
                Heading.of(trace).carries(),
                cluster == null ? null : names.of(cluster));
        output.write(
                names.of(trace.submissions()),
                heading,
                widest.cores(),
                List.of(trace),
                spec.commandLine().getOut());
        return 0;
    }

    private byte[] key() throws IOException, UserException {
        if (keyFile == null) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            return key;
        }
        if (!Files.isRegularFile(keyFile)) {
            throw new UserException(keyFile + ": there is no such file with a key");
        }
        output.checkNotInput(keyFile);
        byte[] key = Files.readAllBytes(keyFile);
        if (key.length < 16) {
            throw new UserException(keyFile + " holds " + key.length + " bytes; a key has at least " + 16);
        }
        return key;
    }
}
