package io.wavetank.cli;

import io.wavetank.experiment.Plugins;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.external.ExternalPolicyException;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.sim.UnfitSchedulerException;
import io.wavetank.workload.input.TraceFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import picocli.CommandLine;

/** Turns a failure into one line on standard error and an exit code: 2 for a user's mistake, 1 for anything else. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private static final int USER = 2;
    private static final int OUTSIDE = 1;

    /** Commands whose output does not appear all at once: files that stand beside others. */
    private static final List<String> IN_PARTS = List.of(
            "wavetank bench trace",
            "wavetank chaos",
            "wavetank checkpoints",
            "wavetank init",
            "wavetank trace fit",
            "wavetank trace inspect");

    /** What systems say of names that cannot be those of files. */
    private static final List<String> NAMES =
            List.of("Not a directory", "File name too long", "Too many levels of symbolic links", "Invalid argument");

    /** What is said where the memory does not suffice. */
    static final String WANT_OF_MEMORY = "the memory of "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB that Java has is full; give it more (WAVETANK_JAVA_OPTS=-Xmx8g), or less to do";

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof UserException
                || failure instanceof TraceFormatException
                || failure instanceof ExternalPolicyException
                || failure instanceof UnfitSchedulerException) {
            return say(command, failure.getMessage(), USER);
        } else if (failure instanceof ScenarioException scenario) {
            return say(command, scenario);
        } else if (failure instanceof FileAlreadyExistsException exists) {
            return say(command, exists.getFile() + " " + reason(exists) + "; choose another place with -o", USER);
        } else if (failure instanceof NoSuchFileException missing) {
            return say(command, missing.getFile() + ": no such file", USER);
        } else if (failure instanceof NotDirectoryException other) {
            return say(command, other.getFile() + ": not a directory", USER);
        } else if (failure instanceof AccessDeniedException denied) {
            return say(
                    command, denied.getFile() + ": permission denied; name another place, or change its rights", USER);
        } else if (failure instanceof FileSystemException other
                && NAMES.stream().anyMatch(reason(other)::startsWith)) {
            return say(command, other.getFile() + ": " + reason(other) + "; name another place", USER);
        } else if (failure instanceof IOException io) {
            String left = IN_PARTS.contains(command.getCommandSpec().qualifiedName())
                    ? "; what was written before that is there"
                    : "; nothing was left half written";
            return say(command, "cannot write or read: " + text(io) + left, OUTSIDE);
        }
        if (isForWantOfMemory(failure)) {
            return say(command, WANT_OF_MEMORY, OUTSIDE);
        }
        String culprit = Plugins.culprit(failure);
        if (culprit != null) {
            return say(command, "a policy of the user's own failed in " + culprit, USER);
        }
        failure.printStackTrace(command.getErr());
        return say(command, "this is a defect of Wavetank; please report it with the lines above", OUTSIDE);
    }

    private static boolean isForWantOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static String reason(FileSystemException failure) {
        return failure.getReason() == null ? "is in the way" : failure.getReason();
    }

    private static String text(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    @Override
    public int handleParseException(CommandLine.ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        CommandLine.ParameterException failure = orMistyped(thrown, command);
        var near = new StringWriter();
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(near));
        String suggestion = near.toString().strip().replaceAll("\\s+", " ");
        return say(
                command,
                said(failure, command) + (suggestion.isEmpty() ? "" : ". " + suggestion) + " (see '"
                        + command.getCommandSpec().qualifiedName() + " --help')",
                USER);
    }

    /** What was wrong in words of users: of arguments, not of their indices, and of numbers, not of types of Java. */
    private static String said(CommandLine.ParameterException failure, CommandLine command) {
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !unmatched.getUnmatched().isEmpty()) {
            String first = "'" + unmatched.getUnmatched().get(0) + "'";
            var below = command.getSubcommands().keySet();
            return below.isEmpty()
                    ? first + " is one argument more than expected"
                    : first + " is none of " + String.join(", ", below);
        }
        return String.valueOf(failure.getMessage())
                .replaceAll("is not an? (int|long|Integer|Long)$", "is not a whole number")
                .replaceAll("is not a (double|Double)$", "is not a number");
    }

    /** A required option that was mistyped is not missing: what was written in its place is the better answer. */
    private static CommandLine.ParameterException orMistyped(
            CommandLine.ParameterException failure, CommandLine command) {
        List<String> unmatched = command.getUnmatchedArguments();
        return failure instanceof CommandLine.MissingParameterException && !unmatched.isEmpty()
                ? new CommandLine.UnmatchedArgumentException(command, unmatched)
                : failure;
    }

    /** A line for each fault, as editors understand it: the file first. */
    static int say(CommandLine command, ScenarioException failure) {
        failure.lines().forEach(command.getErr()::println);
        command.getErr().flush();
        return USER;
    }

    private static int say(CommandLine command, @org.jspecify.annotations.Nullable String message, int code) {
        command.getErr().println("wavetank: " + message);
        command.getErr().flush();
        return code;
    }
}
