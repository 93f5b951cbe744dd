package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Write a trace in another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Write a trace in another format.",
        description = {
            "",
            "Writes the tasks of a trace, in order of submission, and says what the format cannot hold. Wavetank's own form (.wtt) holds them all, is small and is read fastest.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank trace convert openb_pod_list_default.csv -o openb.wtt",
            "  wavetank trace convert KTH-SP2.swf -o kth.yaml",
            "  wavetank trace convert google-2011/ --memory 256M -o google.wtt"
        })
final class TraceConvertCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The trace: a file, or the folder with its files.")
    private Path file = Path.of("");

    @Mixin
    private TraceInput input = new TraceInput();

    @Mixin
    private TraceOutput output = new TraceOutput();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        output.format();
        output.checkNotInput(file);
        var widest = new TraceOutput.Widest();
        Trace trace = input.tasks(file, widest);
        output.write(
                trace.submissions(),
                Heading.of(trace),
                widest.cores(),
                List.of(trace),
                spec.commandLine().getOut());
        return 0;
    }
}
