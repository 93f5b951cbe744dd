package io.wavetank.experiment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code config} of the Kubernetes scheduler, as a user sets it. */
final class ConfiguredProfileTest {
    private static final String HEAD = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";

    @TempDir
    private Path folder;

    private String scheduler(String body) throws IOException {
        return "kubernetes:config=" + Files.writeString(folder.resolve("config.yaml"), HEAD + body);
    }

    @Test
    void a_file_with_one_profile_makes_a_scheduler() throws IOException, UserException {
        String text = scheduler("profiles: [{schedulerName: mine}]\n");

        assertThat(new PolicyCatalog().choose(text).name()).isEqualTo(text);
    }

    @Test
    void what_is_wrong_in_the_file_is_told_with_its_place() throws IOException {
        String text = scheduler(
                "profiles:\n- pluginConfig:\n  - name: NodeResourcesFit\n    args: {scoringStrategy: {type: Most}}\n");

        assertThatThrownBy(() -> new PolicyCatalog().choose(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("config.yaml:6:")
                .hasMessageContaining("Most");
    }

    @Test
    void two_profiles_or_none_to_be_found_are_refused() throws IOException {
        String two = scheduler("profiles: [{schedulerName: a}, {schedulerName: b}]\n");

        assertThatThrownBy(() -> new PolicyCatalog().choose(two)).hasMessageContaining("has 2 profiles");
        assertThatThrownBy(() -> new PolicyCatalog().choose(two + ":profile=rtcr"))
                .hasMessageContaining("set one of them");
        assertThatThrownBy(() -> new PolicyCatalog().choose("kubernetes:config=" + folder))
                .hasMessageContaining("no such file")
                .hasMessageContaining("from where Wavetank is started");
    }
}
