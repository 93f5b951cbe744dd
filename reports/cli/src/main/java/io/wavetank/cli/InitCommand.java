package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.workload.NearestNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a scenario to start from. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = InitPolicyCommand.class,
        header = "Write a commented scenario to start from, or a policy ('init policy').",
        description = {
            "",
            "The comments say what each key means, its unit and its default. 'wavetank validate' then says what the"
                    + " scenario amounts to, 'wavetank run' runs it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank init my.yaml",
            "  wavetank run my.yaml --replications 10 -o out",
            "  wavetank init --example autoscaling web.yaml",
            "  wavetank init policy mine"
        })
final class InitCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "scenario.yaml",
            description = "The file to write (default: ${DEFAULT-VALUE}); one that is there is never replaced.")
    private Path file = Path.of("scenario.yaml");

    @Option(
            names = "--example",
            paramLabel = "NAME",
            defaultValue = "starter",
            description =
                    "Which scenario: 'starter', in which every key is explained; 'preemption', with priorities, disruption"
                            + " budgets and gangs under the Kubernetes scheduler; 'mesos', with three frameworks, one of which"
                            + " hoards offers; 'swarm', with services, batch work and a quorum of managers that is lost;"
                            + " 'orchestrators', services and batch work under Swarm, Kubernetes and Mesos;"
                            + " 'control-plane', in which managers of Kubernetes, Swarm and Mesos fail;"
                            + " 'checkpoints', long jobs that save their work;"
                            + " 'autoscaling', a service whose replicas and nodes follow its load; 'autoscaled-requests', the same"
                            + " where requests come one by one; 'autoscaled-rollout', load that doubles while a version gives way to"
                            + " the next; 'services', whose requests show what a cluster does to latency;"
                            + " 'reclamation', what tasks do not use given out again, and allocs, under Borg;"
                            + " 'architectures', 'conflicts', 'consolidation', 'failover', 'recovery', 'retry-storm',"
                            + " 'rolling-update', 'swarm-update' and 'worldcup', which the demonstrations of these names run; or"
                            + " 'snapshot', a live cluster as input, with a folder of manifests beside it"
                            + " (default: ${DEFAULT-VALUE}).")
    private String example = "starter";

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (!Scenario.examples().contains(example)) {
            throw new UserException("No example '" + example + "'" + NearestNames.hint(example, Scenario.examples()));
        }
        try {
            for (Map.Entry<String, String> each : Scenario.exampleFiles(example).entrySet()) {
                Path beside = file.toAbsolutePath().resolveSibling(each.getKey());
                if (Files.exists(beside)) {
                    throw new UserException(beside + " is there already, and is not replaced; name another folder");
                }
            }
            Files.writeString(file, Scenario.example(example), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            for (Map.Entry<String, String> each : Scenario.exampleFiles(example).entrySet()) {
                Path beside = file.toAbsolutePath().resolveSibling(each.getKey());
                Path folder = beside.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.writeString(beside, each.getValue(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException e) {
            throw new UserException(file + " is there already, and is not replaced; name another file");
        } catch (NoSuchFileException e) {
            throw new UserException(file + ": there is no folder " + file.getParent());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + file + ". Next: wavetank run " + file + " -o out");
        out.flush();
        return 0;
    }
}
