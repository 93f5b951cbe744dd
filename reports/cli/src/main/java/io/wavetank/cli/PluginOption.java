package io.wavetank.cli;

import io.wavetank.experiment.Plugins;
import io.wavetank.experiment.UserException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Policy jars of the user's own. */
final class PluginOption {
    @Option(
            names = "--plugin",
            paramLabel = "JAR",
            description =
                    "A jar with policies of your own ('wavetank init policy' writes one to start from); may be repeated.")
    private List<Path> jars = List.of();

    /** Loads the jars of the system property {@code wavetank.plugins}, a class path, which the launcher sets to what is installed. */
    static void loadInstalled(CommandLine command) {
        List<Path> installed = Arrays.stream(
                        System.getProperty("wavetank.plugins", "").split(File.pathSeparator))
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .toList();
        try {
            Plugins.use(installed);
        } catch (UserException | IOException e) {
            throw new CommandLine.ExecutionException(new CommandLine(new Main()), String.valueOf(e.getMessage()), e);
        }
    }

    /** Loads them; from then on their policies can be named. */
    void load() throws UserException, IOException {
        Plugins.use(jars);
    }
}
