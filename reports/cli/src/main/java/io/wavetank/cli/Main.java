package io.wavetank.cli;

import io.wavetank.experiment.Environment;
import io.wavetank.experiment.Plugins;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank demo",
            "  wavetank init my.yaml",
            "  wavetank run my.yaml -o out",
            "  wavetank compare out-a out-b",
            "  wavetank explain out --task ID",
            "  wavetank run --trace pods.csv --nodes nodes.csv \\",
            "      --scheduler first-fit,best-fit -o out",
            "  wavetank run --trace KTH-SP2.swf --processors 100 --scheduler fcfs",
            "  wavetank policies best-fit",
            "",
            "Exit codes: 0 done; 1 something outside failed, such as a full disk, or a",
            "check found what it looks for; 2 a mistake in the command or its input."
        })
public final class Main implements Runnable {
    private static final Map<String, Class<?>> COMMANDS = commands();

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>(); // in the order of the help
        commands.put("run", RunCommand.class);
        commands.put("compare", CompareCommand.class);
        commands.put("demo", DemoCommand.class);
        commands.put("explain", ExplainCommand.class);
        commands.put("checkpoints", CheckpointsCommand.class);
        commands.put("keep-alive", KeepAliveCommand.class);
        commands.put("chaos", ChaosCommand.class);
        commands.put("init", InitCommand.class);
        commands.put("validate", ValidateCommand.class);
        commands.put("policies", PoliciesCommand.class);
        commands.put("trace", TraceCommand.class);
        commands.put("traces", TracesCommand.class);
        commands.put("conformance", ConformanceCommand.class);
        commands.put("bench", BenchCommand.class);
        commands.put("help", CommandLine.HelpCommand.class);
        return commands;
    }

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        boolean known = arguments.length > 0 && !arguments[0].equals("help") && COMMANDS.containsKey(arguments[0]);
        System.exit(code(commandLine(known ? Set.of(arguments[0]) : COMMANDS.keySet()), arguments));
    }

    private static int code(CommandLine wavetank, String[] arguments) {
        try {
            return wavetank.execute(arguments);
        } catch (OutOfMemoryError full) {
            wavetank.getErr().println("wavetank: " + Failures.WANT_OF_MEMORY);
            wavetank.getErr().flush();
            return 1;
        }
    }

    /** Returns the command line, ready to execute. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS.keySet());
    }

    /** Of a command that is not called nothing needs to be known, and to find it out takes time at every start. */
    private static CommandLine commandLine(Set<String> names) {
        var wavetank = new CommandLine(new Main());
        COMMANDS.forEach((name, command) -> {
            if (names.contains(name)) {
                wavetank.addSubcommand(name, command);
            }
        });
        if (names.contains("conformance")) {
            ConformanceCommand.addSuites(wavetank);
        }
        return wavetank.registerConverter(Path.class, Main::path)
                .setUsageHelpWidth(80)
                .setUsageHelpAutoWidth(false)
                .setExecutionStrategy(parsed -> {
                    Plugins.useNone(); // those of a command before this one, in the same process
                    PluginOption.loadInstalled(parsed.commandSpec().commandLine());
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Failures());
    }

    /** No name is that of the folder that Wavetank is started in, which nobody means to have replaced. */
    private static Path path(String name) {
        if (name.isEmpty()) {
            throw new CommandLine.TypeConversionException("'' is no name of a file or folder");
        }
        return Path.of(name);
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
