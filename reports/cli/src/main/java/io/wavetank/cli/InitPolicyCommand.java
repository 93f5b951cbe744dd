package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.report.result.ResultDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a policy to start from. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Write a policy of your own to start from.",
        description = {
            "",
            "In Java it becomes a jar, built by a script that needs a JDK alone, for --plugin. In any other language it is a program that"
                    + " is asked over a protocol, which is described beside the examples.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank init policy mine && sh mine/build.sh",
            "  wavetank run my.yaml --plugin mine/my-policy.jar",
            "  wavetank init policy mine --language python"
        })
final class InitPolicyCommand implements Callable<Integer> {
    /** Resources by the names that they get, for each language. */
    private static final Map<String, Map<String, String>> FILES = files();

    private static final String API = "wavetank-policy-api.jar";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "my-policy",
            description = "The folder to make (default: ${DEFAULT-VALUE}); one that is there is never touched.")
    private Path folder = Path.of("my-policy");

    @Option(
            names = "--language",
            paramLabel = "NAME",
            defaultValue = "java",
            description = "java, python or shell (default: ${DEFAULT-VALUE}).")
    private String language = "java";

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private static Map<String, Map<String, String>> files() {
        Map<String, Map<String, String>> files = new LinkedHashMap<>();
        Map<String, String> java = new LinkedHashMap<>();
        java.put("README.md", "java/README.md");
        java.put("build.sh", "java/build.sh");
        java.put("src/my/policies/MyPolicy.java", "java/MyPolicy.java");
        java.put("src/my/policies/MyFamily.java", "java/MyFamily.java");
        files.put("java", java);
        Map<String, String> python = new LinkedHashMap<>();
        List.of("PROTOCOL.md", "first_fit.py", "least_loaded_http.py").forEach(name -> python.put(name, name));
        files.put("python", python);
        Map<String, String> shell = new LinkedHashMap<>();
        List.of("PROTOCOL.md", "last_fit.sh").forEach(name -> shell.put(name, name));
        files.put("shell", shell);
        return files;
    }

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        Map<String, String> files = FILES.get(language);
        if (files == null) {
            throw new UserException("No language '" + language + "'; choose one of " + String.join(", ", FILES.keySet())
                    + ", or write in any other by PROTOCOL.md of python");
        }
        if (Files.exists(folder)) {
            throw new UserException(folder + " is there already, and is not touched; name another folder");
        }
        try (ResultDirectory whole = ResultDirectory.begin(folder)) {
            fill(whole.path(), files);
            whole.commit();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (language.equals("java")) {
            out.println("Wrote " + folder + ". Next: sh " + folder.resolve("build.sh"));
        } else {
            String name = language.equals("python") ? "first_fit.py" : "last_fit.sh";
            String command = (language.equals("python") ? "python3 " : "sh ")
                    + folder.resolve(name)
                    + (language.equals("shell") ? ", height: placement" : "");
            out.println("Wrote " + folder + ". Next: wavetank run my.yaml with the scheduler");
            out.println("  {name: process, as: mine, command: " + command + "}");
        }
        out.flush();
        return 0;
    }

    private void fill(Path place, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> each : files.entrySet()) {
            Path file = place.resolve(each.getKey());
            Files.createDirectories(file.resolveSibling("."));
            try (InputStream in = InitPolicyCommand.class.getResourceAsStream("policy/" + each.getValue())) {
                if (in == null) {
                    throw new IllegalStateException("The jar lacks " + each.getValue());
                }
                Files.copy(in, file);
            }
        }
        if (language.equals("java")) {
            Path services = Files.createDirectories(place.resolve("src/META-INF/services"));
            Files.writeString(services.resolve(PolicyFamily.class.getName()), "my.policies.MyFamily\n");
            copyContract(Files.createDirectories(place.resolve("lib")).resolve(API));
        }
    }

    /** Copies the contract as this Wavetank has it, or packs it where it runs from class files. */
    private static void copyContract(Path to) throws IOException {
        Path from;
        try {
            from = Path.of(PolicyFamily.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("cannot find the contract's classes: " + e.getMessage(), e);
        }
        if (Files.isRegularFile(from)) {
            Files.copy(from, to);
            return;
        }
        try (OutputStream file = Files.newOutputStream(to);
                var jar = new JarOutputStream(file);
                Stream<Path> classes = Files.walk(from)) {
            classes.filter(Files::isRegularFile).sorted().forEach(each -> add(jar, from, each));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void add(JarOutputStream jar, Path root, Path file) {
        try {
            jar.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
            Files.copy(file, jar);
            jar.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
