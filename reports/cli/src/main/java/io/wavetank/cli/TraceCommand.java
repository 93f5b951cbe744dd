package io.wavetank.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Works on traces: each way of it is a sub-command of its own. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Look into traces, and make others of them.",
        description = {"", "'wavetank traces' lists the formats that are read.", ""},
        subcommands = {
            TraceInspectCommand.class,
            TraceValidateCommand.class,
            TraceConvertCommand.class,
            TraceSliceCommand.class,
            TraceMergeCommand.class,
            TraceAnonymizeCommand.class,
            TraceFitCommand.class,
            TraceGenerateCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank trace inspect google-2011/ -o look",
            "  wavetank trace convert google-2011/ -o google.wtt",
            "  wavetank trace slice google.wtt --from 1d --until 2d -o day.wtt",
            "  wavetank trace fit KTH-SP2.swf -o kth.yaml",
            "  wavetank trace generate kth.yaml --tasks 100000 -o new.swf"
        })
final class TraceCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw Subcommands.unnamed(spec, "what to do");
        }
    }
}
