package io.wavetank.policy.swarm.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.swarm.node.Availability;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.node.NodeState;
import io.wavetank.policy.swarm.node.Platform;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorded cases leave out, worked out by hand: IPv6, ranges at their edges, white space, case. */
final class ConstraintTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,        node.ip == 10.1.2.3,           true",
        "10.1.2.3,        node.ip != 10.1.2.3,           false",
        "10.1.2.3,        node.ip == ::ffff:10.1.2.3,    true",
        "10.1.2.3,        node.ip == 10.1.2.0/24,        true",
        "10.1.3.3,        node.ip == 10.1.2.0/23,        true",
        "10.1.4.3,        node.ip == 10.1.2.0/23,        false",
        "10.1.4.3,        node.ip != 10.1.2.0/23,        true",
        "10.1.2.3,        node.ip == 0.0.0.0/0,          true",
        "10.1.2.3,        node.ip == ::/0,               false",
        "10.1.2.3,        node.ip == ::ffff:10.1.0.0/112, true",
        "10.1.2.3,        node.ip == 10.1.2.03,          false",
        "10.1.2.3,        node.ip != 10.1.2.03,          false",
        "10.1.2.3,        node.ip != 10.1.2.0/33,        false",
        "2001:db8::5,     node.ip == 2001:db8::/32,      true",
        "2001:db9::5,     node.ip == 2001:db8::/32,      false",
        "2001:db8::5,     node.ip == 2001:DB8:0:0:0:0:0:5, true",
        "2001:db8::5,     node.ip == 2001:db8:0:0:0:0:5, false",
        "2001:db8::5,     node.ip != 10.1.2.3,           true",
        "somewhere,       node.ip == 10.1.2.3,           false",
        "somewhere,       node.ip != 10.1.2.3,           true",
        "somewhere,       node.ip != 0.0.0.0/0,          true",
    })
    void an_address_is_compared_as_an_address(String address, String text, boolean expected) {
        assertThat(Constraint.parse(text).matches(node(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NODE.Labels.zone == Z1,  true",
        "node.labels.Zone == z1,  false",
        "node.labels.Zone != z1,  true",
        "engine.labels.tier==GOLD, true",
        "engine.labels.none!=x,   true",
        "NODE.ROLE == Manager,    true",
        "node.role != worker,     true",
        "node.platform.os == LINUX, true",
        "node.platform.arch == amd64, false",
        "node.hostname == HOST-1, true",
        "node.labels. != x,       false",
        "somewhere != x,          false",
    })
    void case_matters_in_the_keys_of_labels_alone_and_an_unknown_key_matches_nothing(String text, boolean expected) {
        assertThat(Constraint.parse(text).matches(node("10.0.0.1"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "node.id",
                "a==b",
                "1a==b",
                "node.id==",
                "node.id==a,b",
                "node.id==a!=b=c",
                "a!=b==c",
                "no de==x"
            })
    void what_is_no_constraint_is_refused(String text) {
        assertThatThrownBy(() -> Constraint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void white_space_around_key_and_value_does_not_count() {
        assertThat(Constraint.parse("\u00a0node.id\t==\u2003a b ")).isEqualTo(new Constraint("node.id", true, "a b"));
    }

    private static NodeSpec node(String address) {
        return new NodeSpec(
                "n1",
                "host-1",
                address,
                "manager",
                Availability.ACTIVE,
                NodeState.READY,
                0,
                0,
                List.of(),
                new TreeMap<>(Map.of("zone", "z1")),
                new TreeMap<>(Map.of("tier", "gold")),
                new Platform("linux", "x86_64"),
                List.of());
    }
}
