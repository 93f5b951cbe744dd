package io.wavetank.experiment;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.failover.FailoverFamily;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.ScalingFamily;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.BalancerFamily;
import io.wavetank.policy.traffic.CheckEntry;
import io.wavetank.policy.traffic.GuardEntry;
import io.wavetank.policy.traffic.GuardFamily;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Policy jars of the user's own, loaded beside Wavetank's classes: schedulers, autoscalers, policies of failover and load balancers, each kind from a table of its
 * own. Whoever makes a {@link PolicyCatalog}, or another catalog, in a thread that uses them, or in one that such a thread started, finds them in it.
 */
public final class Plugins {
    private static final String FOLDER = "META-INF/services/";
    private static final List<Table<?>> TABLES = List.of(
            new Table<>(PolicyFamily.class, family -> names(family.policies(), PolicyEntry::name)),
            new Table<>(ScalingFamily.class, Plugins::autoscalers),
            new Table<>(FailoverFamily.class, family -> names(family.policies(), ScalingEntry::name)),
            new Table<>(BalancerFamily.class, Plugins::balancers),
            new Table<>(GuardFamily.class, family -> names(family.guards(), GuardEntry::name)));

    private static final String NAME = "plugin";

    private Plugins() {}

    /** A kind of table that a jar may have, and what is named in one. */
    private record Table<T>(Class<T> type, Function<T, List<String>> names) {
        String file() {
            return FOLDER + type.getName();
        }

        /** What is named in the tables that can be seen; {@code from} null for all, else by this loader alone. */
        List<String> named(@Nullable ClassLoader from) {
            return ServiceLoader.load(type).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(family -> from == null || family.getClass().getClassLoader() == from)
                    .flatMap(family -> names.apply(family).stream())
                    .map(name -> type.getSimpleName() + " " + name)
                    .toList();
        }
    }

    private static <E> List<String> names(List<E> entries, Function<E, String> name) {
        return entries.stream().map(name).toList();
    }

    private static List<String> autoscalers(ScalingFamily family) {
        return Stream.of(
                        family.replicaAutoscalers(),
                        family.resourceRecommenders(),
                        family.nodeAutoscalers(),
                        family.keepAlives(),
                        family.victimOrders())
                .flatMap(entries -> entries.stream().map(ScalingEntry::name))
                .toList();
    }

    private static List<String> balancers(BalancerFamily family) {
        return Stream.concat(
                        family.balancers().stream().map(BalancerEntry::name),
                        family.checks().stream().map(CheckEntry::name))
                .toList();
    }

    /**
     * The class loader of one jar, and of those that its manifest names, which knows all jars so far. What a jar brings hides what is outside, so that
     * a library of its own may be there in another version; Wavetank's classes are the same everywhere.
     */
    private static final class Loader extends URLClassLoader {
        private static final String OURS = "io.wavetank.";

        private final List<Path> jars;

        Loader(List<Path> jars, URL[] places, ClassLoader parent) {
            super(NAME, places, parent);
            this.jars = jars;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(OURS) || name.startsWith("java.") || name.startsWith("org.jspecify.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> found = findLoadedClass(name);
                if (found == null) {
                    try {
                        found = findClass(name);
                    } catch (ClassNotFoundException e) {
                        return super.loadClass(name, resolve);
                    }
                }
                return found;
            }
        }

        @Override
        public @Nullable URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            Enumeration<URL> own = findResources(name);
            return !own.hasMoreElements() || name.startsWith("META-INF/services/" + OURS)
                    ? super.getResources(name)
                    : own;
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
        TABLES.forEach(table -> taken.addAll(table.named(null)));
        for (Path jar : jars) {
            check(jar);
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            List<Path> all = new ArrayList<>(before instanceof Loader loader ? loader.jars : List.of());
            if (all.contains(jar)) {
                throw new UserException("--plugin " + jar + " is there already; name it once");
            }
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
                if (NAME.equals(frame.getClassLoaderName())) {
                    return frame.getClassName() + " (" + frame.getFileName() + ":" + frame.getLineNumber() + "): "
                            + String.valueOf(each).replaceAll("\\s+", " ");
                }
            }
        }
        return null;
    }

    private static void check(Path jar) throws UserException, IOException {
        if (!Files.isRegularFile(jar)) {
            throw new UserException("--plugin " + jar + ": there is no such file; name a jar");
        }
        try (var file = new JarFile(jar.toFile())) {
            if (TABLES.stream().allMatch(table -> file.getEntry(table.file()) == null)) {
                throw new UserException("--plugin " + jar + ": the jar has no "
                        + TABLES.get(0).file()
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
            for (Table<?> table : TABLES) {
                for (String policy : table.named(Thread.currentThread().getContextClassLoader())) {
                    found++;
                    if (!taken.add(policy)) {
                        throw new UserException("--plugin " + jar + ": its policy '"
                                + policy.substring(policy.indexOf(' ') + 1)
                                + "' has the name of one that is there already; give it another");
                    }
                }
            }
            if (found == 0) {
                throw new UserException(
                        "--plugin " + jar + ": " + FOLDER + " names no table that is not there already");
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UserException("--plugin " + jar + " cannot be used: "
                    + String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")
                    + "; build it for this Java (" + Runtime.version().feature() + ") and this Wavetank");
        }
    }
}
