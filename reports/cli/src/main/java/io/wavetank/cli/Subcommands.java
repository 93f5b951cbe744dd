package io.wavetank.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What commands that do nothing by themselves have in common. */
final class Subcommands {
    private Subcommands() {}

    /** The mistake of a user who named none of a command's sub-commands. */
    static CommandLine.ParameterException unnamed(CommandSpec command, String what) {
        String names = command.subcommands().keySet().stream()
                .filter(name -> !name.equals("help"))
                .collect(Collectors.joining(", "));
        return new CommandLine.ParameterException(command.commandLine(), "Name " + what + ": " + names);
    }
}
