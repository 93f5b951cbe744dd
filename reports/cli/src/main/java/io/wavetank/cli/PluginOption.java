package io.wavetank.cli;

import io.wavetank.experiment.Plugins;
import io.wavetank.experiment.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Policy jars of the user's own. */
final class PluginOption {
    @Option(
            names = "--plugin",
            paramLabel = "JAR",
            description =
                    "A jar with policies of your own ('wavetank init policy' writes one to start from); may be repeated.")
    private List<Path> jars = List.of();

    /** Loads them; from then on their policies can be named. */
    void load() throws UserException, IOException {
        Plugins.use(jars);
    }
}
