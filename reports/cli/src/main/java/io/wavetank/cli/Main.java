package io.wavetank.cli;

import io.wavetank.experiment.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code wavetank} command: parses the line, runs one sub-command, and turns every failure into one line and an exit code. */
@Command(
        name = "wavetank",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        header = "Wavetank: a discrete-event simulator of cluster scheduling.",
        description = {
            "",
            "Replays a workload against a modelled cluster under the schedulers that you name, and reports utilization and "
                    + "latency as a table, charts and files.",
            ""
        },
        subcommands = {
            RunCommand.class,
            CompareCommand.class,
            DemoCommand.class,
            InitCommand.class,
            ValidateCommand.class,
            PoliciesCommand.class,
            TracesCommand.class,
            ConformanceCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank demo",
            "  wavetank init my.yaml",
            "  wavetank run my.yaml -o out",
            "  wavetank compare out-a out-b",
            "  wavetank run --trace pods.csv --nodes nodes.csv \\",
            "      --scheduler first-fit,best-fit -o out",
            "  wavetank run --trace KTH-SP2.swf --processors 100 --scheduler fcfs",
            "  wavetank policies best-fit",
            "",
            "Exit codes: 0 done; 1 something outside failed, such as a full disk;",
            "2 a mistake in the command or its input."
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Returns the command line, ready to execute. */
    public static CommandLine commandLine() {
        var wavetank = new CommandLine(new Main());
        ConformanceCommand.addSuites(wavetank);
        return wavetank.setUsageHelpWidth(80)
                .setUsageHelpAutoWidth(false)
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Failures());
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** The line that {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "wavetank " + Environment.version() + " (Java "
                        + Runtime.version().feature() + ")"
            };
        }
    }
}
