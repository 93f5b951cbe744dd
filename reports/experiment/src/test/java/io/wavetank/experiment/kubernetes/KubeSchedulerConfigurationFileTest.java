package io.wavetank.experiment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.FitArguments.ShapePoint;
import io.wavetank.policy.kubernetes.profile.FitArguments.Strategy;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile.PluginWeight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubeSchedulerConfigurationFileTest {
    private static final String HEAD = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";

    @TempDir
    private Path folder;

    private List<SchedulerProfile> read(String body) throws IOException, UserException {
        Path file = Files.writeString(folder.resolve("config.yaml"), HEAD + body);
        return KubeSchedulerConfigurationFile.read(file, Compatibility.V1_26);
    }

    @Test
    void a_file_that_says_nothing_is_the_default_profile() throws IOException, UserException {
        assertThat(read("parallelism: 16\nleaderElection: {leaderElect: false}\n"))
                .containsExactly(SchedulerProfile.defaults(Compatibility.V1_26));
    }

    @Test
    void arguments_of_all_plug_ins() throws IOException, UserException {
        SchedulerProfile profile = read("""
                percentageOfNodesToScore: 30
                profiles:
                - schedulerName: packing
                  percentageOfNodesToScore: 40
                  pluginConfig:
                  - name: NodeResourcesFit
                    args:
                      apiVersion: kubescheduler.config.k8s.io/v1
                      kind: NodeResourcesFitArgs
                      ignoredResourceGroups: [example.com]
                      scoringStrategy:
                        type: RequestedToCapacityRatio
                        resources: [{name: cpu, weight: 3}, {name: nvidia.com/gpu}]
                        requestedToCapacityRatio:
                          shape: [{utilization: 0, score: 0}, {utilization: 80, score: 10}]
                  - name: NodeResourcesBalancedAllocation
                    args: {resources: [{name: cpu, weight: 1}]}
                  - name: PodTopologySpread
                    args:
                      defaultingType: List
                      defaultConstraints: [{maxSkew: 2, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]
                  - name: InterPodAffinity
                    args: {hardPodAffinityWeight: 7}
                  - name: NodeAffinity
                    args:
                      addedAffinity:
                        requiredDuringSchedulingIgnoredDuringExecution:
                          nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: In, values: [a]}]}]
                  - name: DefaultPreemption
                    args: {minCandidateNodesPercentage: 100}
                """).get(0);

        assertThat(profile.name()).isEqualTo("packing");
        assertThat(profile.percentageOfNodesToScore()).isEqualTo(40);
        assertThat(profile.fit().strategy()).isEqualTo(Strategy.REQUESTED_TO_CAPACITY_RATIO);
        assertThat(profile.fit().resources())
                .containsExactly(new ResourceWeight("cpu", 3), new ResourceWeight("nvidia.com/gpu", 1));
        assertThat(profile.fit().shape()).containsExactly(new ShapePoint(0, 0), new ShapePoint(80, 10));
        assertThat(profile.fit().ignoredResourceGroups()).containsExactly("example.com");
        assertThat(profile.balancedResources()).containsExactly(new ResourceWeight("cpu", 1));
        assertThat(profile.spread().system()).isFalse();
        assertThat(profile.spread().defaults()).containsExactly(SpreadConstraint.of(2, "zone", true, null));
        assertThat(profile.hardPodAffinityWeight()).isEqualTo(7);
        assertThat(profile.addedAffinity().required()).hasSize(1);
        assertThat(profile.preemptionArguments().minCandidateNodesPercentage()).isEqualTo(100);
        assertThat(profile.preemptionArguments().minCandidateNodesAbsolute()).isEqualTo(100);
    }

    @Test
    void plug_ins_are_turned_off_and_weighed_anew() throws IOException, UserException {
        SchedulerProfile profile = read("""
                profiles:
                - plugins:
                    multiPoint:
                      disabled: [{name: InterPodAffinity}, {name: DefaultPreemption}]
                    score:
                      disabled: [{name: ImageLocality}]
                      enabled: [{name: NodeResourcesFit, weight: 9}]
                """).get(0);

        assertThat(profile.filters())
                .doesNotContain(PluginNames.INTER_POD_AFFINITY)
                .startsWith(PluginNames.NODE_UNSCHEDULABLE)
                .endsWith(PluginNames.POD_TOPOLOGY_SPREAD);
        assertThat(profile.scores())
                .containsExactlyInAnyOrder(
                        new PluginWeight(PluginNames.NODE_RESOURCES_FIT, 9),
                        new PluginWeight(PluginNames.TAINT_TOLERATION, 3),
                        new PluginWeight(PluginNames.NODE_AFFINITY, 2),
                        new PluginWeight(PluginNames.POD_TOPOLOGY_SPREAD, 2),
                        new PluginWeight(PluginNames.NODE_RESOURCES_BALANCED_ALLOCATION, 1));
        assertThat(profile.preemption()).isFalse();
    }

    @Test
    void a_star_turns_all_defaults_off() throws IOException, UserException {
        SchedulerProfile profile = read("""
                profiles:
                - plugins:
                    score:
                      disabled: [{name: '*'}]
                      enabled: [{name: TaintToleration}]
                """).get(0);

        assertThat(profile.scores()).containsExactly(new PluginWeight(PluginNames.TAINT_TOLERATION, 1));
        assertThat(profile.filters()).isEqualTo(SchedulerProfile.DEFAULT_FILTERS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "percentageOfNodesToScore: 101 | config.yaml:3:27: a percentage is from 0 to 100",
                "percentageOfNodesToScore: many | config.yaml:3:27: 'many' is not a whole number",
                "extenders: [{urlPrefix: x}] | config.yaml:3:12: 'extenders' cannot be reproduced here",
                "profiles: [{plugins: {filter: {enabled: [{name: Mine}]}}}] | there is no plug-in 'Mine' here",
                "profiles: [{plugins: {reserve: {disabled: [{name: NodePorts}]}}}] | cannot be turned off at 'reserve'",
                "profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {strategy: x}}]}] | by the key 'strategy'",
                "profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: Best}}}]}] | 'Best' is no",
                "profiles: [{pluginConfig: [{name: X, args: {}}]}] | no plug-in 'X' takes arguments",
                "profiles: [ | not YAML"
            })
    void a_mistake_is_named_with_its_place(String body, String said) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("config.yaml:");
    }

    @Test
    void another_kind_of_file_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("pod.yaml"), "apiVersion: v1\nkind: Pod\n");

        assertThatThrownBy(() -> KubeSchedulerConfigurationFile.read(file, Compatibility.V1_26))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("this is a Pod of v1");
    }
}
