package io.wavetank.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom: the table of folders in DESIGN.md, held against the classes as they are compiled. */
final class ArchitectureTest {
    private static final String POLICIES = "io.wavetank.policy..";
    private static final String FAMILIES = "io.wavetank.policy.*..";
    private static final String COMPOSE = "io.wavetank.policy.compose..";
    private static final String CONSTRAINT = "io.wavetank.policy.constraint..";
    private static final String SCALING = "io.wavetank.policy.scaling..";
    private static final String ROLLOUT = "io.wavetank.policy.rollout..";
    private static final String TRAFFIC = "io.wavetank.policy.traffic..";
    private static final String FAILOVER = "io.wavetank.policy.failover..";
    private static final String RESILIENCE4J = "io.wavetank.policy.mesh.resilience4j..";
    private static final String TESTKIT = "io.wavetank.policy.testkit..";
    private static final String ENGINE = "io.wavetank.sim..";
    private static final String WORKLOADS = "io.wavetank.workload..";
    private static final String REPORT = "io.wavetank.report..";
    private static final String EXPERIMENT = "io.wavetank.experiment..";
    private static final String CLI = "io.wavetank.cli..";

    private static final JavaClasses WAVETANK =
            new ClassFileImporter().withImportOption(new OwnMainClasses()).importPackages("io.wavetank");

    /** Main classes of every module, in class folders or jars; nothing from tests, acceptance's own among them. */
    private static final class OwnMainClasses implements ImportOption {
        private static final ImportOption NO_TESTS = new ImportOption.DoNotIncludeTests();

        @Override
        public boolean includes(Location location) {
            return NO_TESTS.includes(location) && !location.contains("/acceptance/");
        }
    }

    @Test
    void every_module_is_looked_at() {
        Set<String> packages = WAVETANK.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages)
                .contains(
                        "io.wavetank.policy",
                        "io.wavetank.policy.classic",
                        "io.wavetank.policy.batch",
                        "io.wavetank.policy.fixed",
                        "io.wavetank.policy.mesos.allocator",
                        "io.wavetank.policy.borg",
                        "io.wavetank.policy.omega",
                        "io.wavetank.policy.sampling",
                        "io.wavetank.policy.recovery",
                        "io.wavetank.policy.mesh.balance",
                        "io.wavetank.policy.swarm.orchestrate",
                        "io.wavetank.policy.kubernetes.autoscale.hpa",
                        "io.wavetank.policy.testkit",
                        "io.wavetank.sim",
                        "io.wavetank.workload",
                        "io.wavetank.report.chart",
                        "io.wavetank.experiment",
                        "io.wavetank.cli")
                .noneMatch(name -> name.contains("acceptance"));
    }

    @Test
    void a_policy_has_no_idea_that_time_is_virtual() {
        hold(noClasses()
                .that()
                .resideInAPackage(POLICIES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, WORKLOADS, REPORT, EXPERIMENT, CLI));
    }

    @Test
    void a_policy_uses_the_contract_and_the_platform_alone() {
        hold(classes()
                .that(resideInAPackage(POLICIES).and(resideOutsideOfPackages(TESTKIT, RESILIENCE4J)))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(POLICIES, "java..", "org.jspecify.annotations.."));
        hold(classes()
                .that()
                .resideInAPackage(RESILIENCE4J)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(POLICIES, "java..", "org.jspecify.annotations..", "io.github.resilience4j.."));
    }

    @Test
    void the_contract_knows_no_family_and_no_family_another() {
        hold(noClasses()
                .that(resideInAPackage("io.wavetank.policy").or(resideInAPackage(COMPOSE)))
                .should()
                .dependOnClassesThat(resideInAPackage(FAMILIES)
                        .and(not(resideInAnyPackage(COMPOSE, CONSTRAINT, ROLLOUT, SCALING, TRAFFIC, FAILOVER)))));
        hold(slices().matching("io.wavetank.policy.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        DescribedPredicate.alwaysTrue(),
                        resideInAnyPackage(COMPOSE, CONSTRAINT, ROLLOUT, SCALING, TRAFFIC, FAILOVER)));
        hold(noClasses()
                .that()
                .resideInAPackage(CONSTRAINT)
                .should()
                .dependOnClassesThat(resideInAPackage(POLICIES).and(not(resideInAPackage(CONSTRAINT)))));
        hold(noClasses()
                .that()
                .resideInAPackage(TRAFFIC)
                .should()
                .dependOnClassesThat(resideInAPackage(FAMILIES).and(not(resideInAPackage(TRAFFIC)))));
    }

    @Test
    void the_engine_knows_the_contract_and_nothing_else() {
        hold(classes()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ENGINE,
                        "io.wavetank.policy",
                        CONSTRAINT,
                        ROLLOUT,
                        SCALING,
                        TRAFFIC,
                        FAILOVER,
                        "java..",
                        "org.jspecify.annotations.."));
    }

    @Test
    void a_workload_knows_neither_reports_nor_families() {
        hold(noClasses()
                .that()
                .resideInAPackage(WORKLOADS)
                .should()
                .dependOnClassesThat(resideInAnyPackage(REPORT, EXPERIMENT, CLI, FAMILIES)
                        .and(not(resideInAnyPackage(CONSTRAINT, ROLLOUT, SCALING, TRAFFIC, FAILOVER)))));
    }

    @Test
    void a_report_knows_what_runs_say_and_not_where_they_come_from() {
        hold(noClasses()
                .that()
                .resideInAPackage(REPORT)
                .should()
                .dependOnClassesThat(resideInAnyPackage(FAMILIES, WORKLOADS, EXPERIMENT, CLI)
                        .and(not(resideInAnyPackage(TRAFFIC, FAILOVER)))));
    }

    /**
     * Recorded decisions are held against a family's parts, a production system's own configuration is read into them, and parts are measured; what
     * guards calls and splits them is put together of the mesh's parts, key by key.
     */
    @Test
    void an_experiment_finds_families_by_the_service_loader_unless_it_is_about_one() {
        hold(noClasses()
                .that()
                .resideInAPackage(EXPERIMENT)
                .and()
                .resideOutsideOfPackages(
                        "io.wavetank.experiment.conformance..",
                        "io.wavetank.experiment.kubernetes..",
                        "io.wavetank.experiment.service..",
                        "io.wavetank.experiment.bench..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FAMILIES, CLI)
                        .and(not(resideInAnyPackage(CONSTRAINT, COMPOSE, ROLLOUT, SCALING, TRAFFIC, FAILOVER)))));
        hold(noClasses()
                .that()
                .resideInAPackage(EXPERIMENT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CLI));
    }

    @Test
    void the_command_line_alone_knows_picocli_and_the_charts_alone_jfreechart() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli.."));
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("io.wavetank.report.chart..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jfree..", "org.apache.batik..", "java.awt..", "javax.imageio.."));
    }

    @Test
    void policies_and_engine_touch_no_file_no_network_no_console_and_no_thread() {
        DescribedPredicate<JavaClass> inside =
                resideInAnyPackage(POLICIES, ENGINE).and(resideOutsideOfPackages(TESTKIT));
        hold(noClasses()
                .that(inside)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.util.concurrent..")
                        .and(not(new Named(Set.of("java.util.concurrent.TimeUnit")))))
                .orShould()
                .dependOnClassesThat(new Named(Set.of(
                        "java.io.File",
                        "java.io.FileInputStream",
                        "java.io.FileOutputStream",
                        "java.io.FileReader",
                        "java.io.FileWriter",
                        "java.io.RandomAccessFile",
                        "java.io.PrintStream",
                        "java.lang.Thread",
                        "java.lang.Runtime",
                        "java.lang.ProcessBuilder"))));
        hold(noClasses().that(inside).should().callMethodWhere(new Called(Set.of("parallel", "parallelStream"))));
    }

    /**
     * Iteration over hashes is what makes a run differ from the next, so what is iterated is declared by a type that has an order: sorted,
     * linked, a list. {@code PolicyOptions} may, where it copies what the user set into a sorted map before the run.
     */
    @Test
    void policies_and_engine_never_iterate_a_hash() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(POLICIES, ENGINE)
                .and()
                .doNotHaveFullyQualifiedName("io.wavetank.policy.PolicyOptions")
                .should()
                .callMethodWhere(new IterationWithoutOrder()));
    }

    @Test
    void every_package_says_what_may_be_null() {
        Set<String> unmarked = WAVETANK.stream()
                .map(JavaClass::getPackage)
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName())
                .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }

    /**
     * The engine's root package is left out: {@code Simulation} in it puts the parts together, and the parts see the small types beside it
     * ({@code Submission}, {@code EventQueue}), so the root is both above and below them.
     */
    @Test
    void the_packages_of_a_module_form_no_circle() {
        hold(slices().matching("io.wavetank.sim.(*)..").should().beFreeOfCycles());
        hold(slices().matching("io.wavetank.report.(*)..").should().beFreeOfCycles());
        hold(slices().matching("io.wavetank.workload.(*)..").should().beFreeOfCycles());
        hold(slices().matching("io.wavetank.experiment.(*)..").should().beFreeOfCycles());
        hold(slices().matching("io.wavetank.(*)..").should().beFreeOfCycles());
    }

    @Test
    void a_type_of_the_contract_is_not_made_to_be_extended() {
        hold(classes()
                .that()
                .resideInAPackage("io.wavetank.policy")
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL));
        hold(classes()
                .that()
                .resideInAPackage("io.wavetank.policy")
                .and()
                .haveNameMatching(".*\\.(Decision|SchedulerEvent)")
                .should(new BeSealed()));
    }

    @Test
    void a_policy_is_a_final_class() {
        hold(classes()
                .that(resideInAPackage(FAMILIES).and(resideOutsideOfPackages(TESTKIT)))
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL));
    }

    private static void hold(ArchRule rule) {
        rule.check(WAVETANK);
    }

    private static final class Named extends DescribedPredicate<JavaClass> {
        private final Set<String> names;

        Named(Set<String> names) {
            super("are one of " + names);
            this.names = names;
        }

        @Override
        public boolean test(JavaClass tested) {
            return names.contains(tested.getName());
        }
    }

    private static final class Called extends DescribedPredicate<JavaMethodCall> {
        private final Set<String> names;

        Called(Set<String> names) {
            super("one of " + names + " is called");
            this.names = names;
        }

        @Override
        public boolean test(JavaMethodCall call) {
            return names.contains(call.getName());
        }
    }

    /** An iteration over a map or set whose declared type has no order, other than over the entries or keys of a map that has one. */
    private static final class IterationWithoutOrder extends DescribedPredicate<JavaMethodCall> {
        private static final Set<String> MAPS =
                Set.of("java.util.Map", "java.util.HashMap", "java.util.IdentityHashMap", "java.util.WeakHashMap");
        private static final Set<String> SETS = Set.of("java.util.Set", "java.util.HashSet");
        private static final Set<String> VIEWS = Set.of("entrySet", "keySet");

        IterationWithoutOrder() {
            super("something without an order is iterated");
        }

        @Override
        public boolean test(JavaMethodCall call) {
            String owner = call.getTargetOwner().getName();
            return switch (call.getName()) {
                case "values", "keySet", "entrySet" -> MAPS.contains(owner);
                case "forEach" -> MAPS.contains(owner) || (SETS.contains(owner) && !ofView(call));
                case "iterator", "stream" -> SETS.contains(owner) && !ofView(call);
                default -> false;
            };
        }

        private static boolean ofView(JavaMethodCall call) {
            return call.getOrigin().getMethodCallsFromSelf().stream().anyMatch(each -> VIEWS.contains(each.getName()));
        }
    }

    private static final class BeSealed extends ArchCondition<JavaClass> {
        BeSealed() {
            super("be sealed");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            boolean sealed = item.reflect().isSealed();
            events.add(
                    new SimpleConditionEvent(item, sealed, item.getName() + (sealed ? " is" : " is not") + " sealed"));
        }
    }
}
