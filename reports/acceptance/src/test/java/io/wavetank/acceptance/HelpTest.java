package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.cli.Main;
import io.wavetank.experiment.scenario.Scenario;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What commands say about themselves and about policies and formats: complete, in one form, and within a terminal of 80 columns. */
final class HelpTest {
    private static final int COLUMNS = 80;

    static Stream<CommandLine> commands() {
        return withSubcommands(Main.commandLine());
    }

    static Stream<Named<CommandLine>> named() {
        return commands().map(each -> Named.of(each.getCommandSpec().qualifiedName(), each));
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        Stream<CommandLine> below = command.getSubcommands().entrySet().stream()
                .filter(each -> !each.getKey().equals("help"))
                .flatMap(each -> withSubcommands(each.getValue()));
        return Stream.concat(Stream.of(command), below);
    }

    @Test
    void every_command_and_what_is_below_it_is_looked_at() {
        List<String> names =
                commands().map(each -> each.getCommandSpec().qualifiedName()).toList();

        assertThat(names).contains("wavetank", "wavetank run", "wavetank init policy", "wavetank conformance ca");
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("named")
    void help_fits_a_terminal_and_has_every_part(CommandLine command) {
        List<String> lines = command.getUsageMessage().lines().toList();

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i - 1).endsWith(".") && lines.get(i).matches(" {10,}[a-z0-9].*"))
                    .as("a name is broken at a dot: %s", lines.get(i - 1))
                    .isFalse();
        }
        String help = command.getUsageMessage();
        int usage = help.indexOf("Usage: ");
        assertThat(help.substring(0, usage).strip()).endsWith(".");
        assertThat(blocks(help.substring(usage)))
                .as("an explanation stands between usage and options")
                .hasSizeGreaterThan(2)
                .first(InstanceOfAssertFactories.STRING)
                .doesNotContain("--help ");
        assertThat(command.getCommandSpec().options().stream()
                        .filter(each -> each.description().length == 0 || each.description()[0].isBlank()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("named")
    void options_of_a_command_stand_before_those_of_all_commands(CommandLine command) {
        String options = blocks(command.getUsageMessage()).stream()
                .filter(block -> block.contains("  -h, --help"))
                .findFirst()
                .orElseThrow();

        assertThat(options.substring(options.indexOf("-h, --help")))
                .containsPattern("^-h, --help .*\\R +-V, --version .*$");
    }

    /** What stands between blank lines; commands are no part of the options above them. */
    private static List<String> blocks(String help) {
        return Pattern.compile("\\R\\s*\\R|\\RCommands:\\R").splitAsStream(help).toList();
    }

    @Test
    void help_is_the_last_of_sub_commands() {
        assertThat(commands().filter(each -> each.getSubcommands().containsKey("help")))
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(List.copyOf(each.getSubcommands().keySet())).endsWith("help"));
    }

    @Test
    void a_command_that_needs_a_sub_command_names_all_that_it_has() {
        List<CommandLine> groups = commands()
                .filter(each -> each.getSubcommands().size() > 1
                        && each.getCommandSpec().parent() != null)
                .toList();

        assertThat(groups).hasSize(3);
        for (CommandLine group : groups) {
            String below = group.getSubcommands().keySet().stream()
                    .filter(each -> !each.equals("help"))
                    .collect(Collectors.joining(", "));
            Call.wavetank(group.getCommandName()).failed(2, below);
        }
    }

    @Test
    void help_names_every_example_and_every_demonstration() {
        String examples = Call.wavetank("init", "--help").succeeded().out();
        String demonstrations = Call.wavetank("demo", "--help").succeeded().out();

        assertThat(Scenario.examples())
                .doesNotHaveDuplicates()
                .allSatisfy(each -> assertThat(examples).contains("'" + each + "'"));
        assertThat(Scenario.demos().keySet())
                .allSatisfy(each -> assertThat(demonstrations).contains("'" + each + "'"));
    }

    @Test
    void lists_of_policies_and_formats_fit_a_terminal() {
        for (String name : List.of("policies", "traces")) {
            assertThat(Call.wavetank(name).succeeded().out().lines())
                    .hasSizeGreaterThan(50)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
        }
    }

    @Test
    void a_policy_says_where_in_a_scenario_it_stands() {
        assertThat(Call.wavetank("policies", "hpa").succeeded().out())
                .contains("In a scenario: autoscaling.replicas: {name: hpa, OPTION: VALUE}", "least (default 1)  ");
        assertThat(Call.wavetank("policies", "haproxy").succeeded().out()).contains("traffic.services.0.checks: ");
        assertThat(Call.wavetank("policies", "immediate").succeeded().out()).contains("failover.0.policy: ");
        assertThat(Call.wavetank("policies", "fcfs").succeeded().out())
                .contains("policies.scheduler: fcfs", "--scheduler fcfs");
    }

    @Test
    void a_name_of_two_policies_tells_about_both() {
        assertThat(Call.wavetank("policies", "random").succeeded().out())
                .contains("any node that fits", "--scheduler random", "any endpoint", "traffic.services.0.balancer");
    }

    @Test
    void a_misspelt_policy_of_any_kind_gets_the_nearest() {
        Call.wavetank("policies", "haprox").failed(2, "'haprox'; did you mean haproxy?");
        Call.wavetank("policies", "bestfit").failed(2, "'bestfit'; did you mean best-fit?");
        Call.wavetank("policies", "zzzzzzzzz").failed(2, "'zzzzzzzzz'; 'wavetank policies' lists them");
    }
}
