package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HourlyLoadTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 2, name: "n-{i}", capacity: {cpu: 4, memory: 8Gi, pods: 10}}]}
            services:
              - {name: web, cpu: 1, load: {hourly: [W, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], mean: 100/s}}
            policies: {scheduler: kubernetes}
            run: {until: 10m}
            """;

    @TempDir
    private Path folder;

    @Test
    void the_rate_goes_straight_from_the_middle_of_an_hour_to_that_of_the_next_and_keeps_its_mean() throws Exception {
        var rate = Written.read(folder, SCENARIO.replace("W", "3"))
                .run()
                .elastic()
                .services()
                .get(0)
                .load()
                .rate()
                .orElseThrow();

        assertThat(DoubleStream.of(rate.perSecond()).average().orElse(0)).isCloseTo(100, within(1e-9));
        assertThat(rate.at(29 * MINUTE)).isCloseTo(2400 * (1 - 0.5 / 60), within(1e-6));
        assertThat(rate.at(59 * MINUTE)).isCloseTo(2400 * 30.5 / 60, within(1e-6));
        assertThat(rate.at(89 * MINUTE)).isCloseTo(2400 * 0.5 / 60, within(1e-6));
        assertThat(rate.at(90 * MINUTE)).isZero();
        assertThat(rate.at(1439 * MINUTE)).isCloseTo(2400 * 29.5 / 60, within(1e-6));
    }

    @Test
    void a_day_without_any_load_is_refused() throws Exception {
        assertThat(Written.faults(folder, SCENARIO.replace("W", "0")))
                .containsExactly("s.yaml:3:40: services.0.load.hourly is 0 at every hour; expected a weight above 0");
    }

    @Test
    void the_day_of_the_world_cup_is_as_in_the_record() throws Exception {
        var rate = Scenario.demo("worldcup", List.of("services.0.load.noise=0"))
                .run()
                .elastic()
                .services()
                .get(0)
                .load()
                .rate()
                .orElseThrow();

        assertThat(DoubleStream.of(rate.perSecond()).sum() * 60).isCloseTo(75.2e6, within(0.1e6));
    }
}
