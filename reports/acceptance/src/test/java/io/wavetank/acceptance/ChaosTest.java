package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wavetank.experiment.failover.ChaosCampaign;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever breaks, under every scheduler, what must not happen does not. {@code scripts/test --campaign} runs ten thousand seeds, with
 * {@code -Dwavetank.campaign.first=N} and {@code -Dwavetank.campaign.count=N} some of them; {@code wavetank chaos --seed N} replays one.
 */
final class ChaosTest {
    @TempDir
    private Path folder;

    @Test
    void under_two_hundred_seeds_nothing_is_wrong() throws IOException {
        assertThat(new ChaosCampaign(null).run(1000, 200, 2)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(
            named = "wavetank.campaign",
            matches = "true",
            disabledReason = "long campaign: scripts/test --campaign")
    void under_ten_thousand_seeds_nothing_is_wrong() throws IOException {
        long first = Long.getLong("wavetank.campaign.first", 0);
        int count = Integer.getInteger("wavetank.campaign.count", 10_000);

        assertThat(new ChaosCampaign(null).run(first, count, 2)).isEmpty();
    }

    @Test
    void a_program_of_a_users_own_is_drawn_like_any_scheduler() throws IOException {
        assumeTrue(Path.of("/bin/sh").toFile().canExecute(), "there is no sh");
        Call.wavetank("init", "policy", folder.resolve("mine"), "--language", "shell")
                .succeeded();
        String mine = "process:height=placement:command=sh " + folder.resolve("mine") + "/last_fit.sh";

        assertThat(new ChaosCampaign(null, List.of(mine)).run(0, 4, 2)).isEmpty();
    }

    @Test
    void what_a_program_of_a_users_own_does_wrong_is_a_finding_with_the_command_that_replays_it() throws IOException {
        String mine = "process:command=false";

        ChaosCampaign.Finding found =
                new ChaosCampaign(null, List.of(mine)).run(3, 1, 1).get(0);

        assertThat(found.violation()).contains("'false'").contains("ended");
        assertThat(found.replay(null, List.of(mine))).isEqualTo("wavetank chaos --scheduler " + mine + " --seed 3");
    }
}
