package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.workload.input.TraceFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Check traces from end to end. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Check traces from end to end.",
        description = {
            "",
            "Reads every row of every table and says for each trace that it is sound, or what is wrong with it, by file and line. What is sound and yet odd is said too: tasks that no machine of the trace can hold, names that are there twice, rows that are left out. Exit code 2 if one is not sound.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  wavetank trace validate *.swf google-2011/"})
final class TraceValidateCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The traces: files, or folders with their files.")
    private List<Path> files = List.of();

    @Mixin
    private TraceInput input = new TraceInput();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        input.options(); // what is wrong with these is so with every file
        int code = 0;
        for (Path file : files) {
            String wrong = wrong(file, out);
            if (!wrong.isEmpty()) {
                out.flush();
                spec.commandLine().getErr().println("wavetank: " + wrong);
                spec.commandLine().getErr().flush();
                code = 2;
            }
        }
        out.flush();
        return code;
    }

    /** What is wrong with a trace; nothing if it is sound. */
    private String wrong(Path file, PrintWriter out) throws IOException {
        try {
            TraceCheck.of(file, input, out);
            return "";
        } catch (TraceFormatException | UserException e) {
            return String.valueOf(e.getMessage());
        } catch (NoSuchFileException e) {
            return e.getFile() + ": no such file";
        }
    }
}
