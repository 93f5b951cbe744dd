package io.wavetank.experiment;

import io.wavetank.policy.PolicyFamily;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Policy jars of the user's own, loaded beside Wavetank's classes. Whoever makes a {@link PolicyCatalog} in a thread that uses them, or in one
 * that such a thread started, finds their policies in it.
 */
public final class Plugins {
    private static final String TABLE = "META-INF/services/" + PolicyFamily.class.getName();

    private Plugins() {}

    /** The class loader of plugins, which knows its jars. */
    private static final class Loader extends URLClassLoader {
        private final List<Path> jars;

        Loader(List<Path> jars, URL[] places, ClassLoader parent) {
            super(places, parent);
            this.jars = jars;
        }
    }

    /** Makes this thread use none. */
    public static void useNone() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        while (loader instanceof Loader) {
            loader = loader.getParent();
        }
        Thread.currentThread().setContextClassLoader(loader);
    }

    /**
     * Makes this thread use the jars, beside those that it uses already.
     *
     * @throws UserException if one is not there, is no jar of policies, or has a policy of a name that is taken
     */
    public static void use(List<Path> jars) throws UserException, IOException {
        if (jars.isEmpty()) {
            return;
        }
        Set<String> taken = new TreeSet<>();
        new PolicyCatalog().families().forEach(family -> family.policies().forEach(policy -> taken.add(policy.name())));
        for (Path jar : jars) {
            check(jar);
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            List<Path> all = new ArrayList<>(before instanceof Loader loader ? loader.jars : List.of());
            all.add(jar);
            Thread.currentThread()
                    .setContextClassLoader(
                            new Loader(all, new URL[] {jar.toUri().toURL()}, before));
            names(jar, taken);
        }
    }

    /** The jars that this thread uses, in the order in which they were named. */
    static List<Path> inUse() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader instanceof Loader plugins ? List.copyOf(plugins.jars) : List.of();
    }

    /** Says of a failure in which plugin's class it came up, and what it is; null if in none. */
    public static @Nullable String culprit(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            for (StackTraceElement frame : each.getStackTrace()) {
                if (isPlugin(frame.getClassName())) {
                    return frame.getClassName() + " (" + frame.getFileName() + ":" + frame.getLineNumber() + "): "
                            + String.valueOf(each).replaceAll("\\s+", " ");
                }
            }
        }
        return null;
    }

    private static boolean isPlugin(String className) {
        try {
            ClassLoader plugins = Thread.currentThread().getContextClassLoader();
            return Class.forName(className, false, plugins).getClassLoader() instanceof Loader;
        } catch (ClassNotFoundException e) {
            return false; // a class of nobody's, such as one made at run time
        }
    }

    private static void check(Path jar) throws UserException, IOException {
        if (!Files.isRegularFile(jar)) {
            throw new UserException("--plugin " + jar + ": there is no such file; name a jar");
        }
        try (var file = new JarFile(jar.toFile())) {
            if (file.getEntry(TABLE) == null) {
                throw new UserException("--plugin " + jar + ": the jar has no " + TABLE
                        + ", which names its table of policies; 'wavetank init policy' shows how it is made");
            }
        } catch (ZipException e) {
            throw new UserException("--plugin " + jar + ": not a jar (" + e.getMessage() + ")");
        }
    }

    /** Adds the names of a jar's policies to those that are taken; its classes are loaded on the way. */
    private static void names(Path jar, Set<String> taken) throws UserException {
        try {
            int found = 0;
            for (PolicyFamily family : new PolicyCatalog().families()) {
                if (family.getClass().getClassLoader() != Thread.currentThread().getContextClassLoader()) {
                    continue;
                }
                found++;
                for (var policy : family.policies()) {
                    if (!taken.add(policy.name())) {
                        throw new UserException("--plugin " + jar + ": its policy '" + policy.name()
                                + "' has the name of one that is there already; give it another");
                    }
                }
            }
            if (found == 0) {
                throw new UserException("--plugin " + jar + ": " + TABLE + " names no table that is not there already");
            }
        } catch (java.util.ServiceConfigurationError | LinkageError | RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UserException("--plugin " + jar + " cannot be used: "
                    + String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")
                    + "; build it for this Java (" + Runtime.version().feature() + ") and this Wavetank");
        }
    }
}
