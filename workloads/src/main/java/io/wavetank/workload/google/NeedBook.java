package io.wavetank.workload.google;

import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.Requirement.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The different needs of the tasks of Google's traces, by number: requirements of node affinity on labels that are named after attributes of machines.
 *
 * <p>Equal to nothing is that the machine has no such attribute, unequal holds where it has none; less, greater, at most and at least compare whole numbers and
 * hold only where there is one. Numbers of the relations are those of the traces: 0 equal, 1 unequal, 2 less, 3 greater, and from 2019 on 4 at most, 5 at least, 6 present,
 * 7 not present.
 */
final class NeedBook {
    /** Needs nothing. */
    static final int NONE = 0;

    private final Map<List<Requirement>, Integer> numbers = new HashMap<>();
    private final List<PodSpec> specs = new ArrayList<>(List.of(PodSpec.NONE));

    /** The number of what all of these require together. */
    int number(List<Requirement> requirements) {
        if (requirements.isEmpty()) {
            return NONE;
        }
        List<Requirement> key = new ArrayList<>(requirements);
        key.sort(Comparator.comparing(Requirement::toString));
        Integer known = numbers.get(key);
        if (known == null) {
            known = specs.size();
            numbers.put(List.copyOf(key), known);
            specs.add(PodSpec.builder()
                    .nodeAffinity(new NodeAffinity(List.of(new NodeSelectorTerm(key, List.of())), List.of()))
                    .build());
        }
        return known;
    }

    /** What stands behind a number. */
    PodSpec spec(int number) {
        return specs.get(number);
    }

    /** What a relation of a machine's attribute to a value requires; null for a number that is none. */
    static @Nullable Requirement requirement(String attribute, long relation, String value) {
        return switch ((int) Math.min(relation, 8)) {
            case 0 -> value.isEmpty() ? bare(attribute, Operator.DOES_NOT_EXIST) : with(attribute, Operator.IN, value);
            case 1 -> value.isEmpty() ? bare(attribute, Operator.EXISTS) : with(attribute, Operator.NOT_IN, value);
            case 2 -> with(attribute, Operator.LESS, value);
            case 3 -> with(attribute, Operator.GREATER, value);
            case 4 -> with(attribute, Operator.LESS, neighbour(value, RoundingMode.FLOOR, 1));
            case 5 -> with(attribute, Operator.GREATER, neighbour(value, RoundingMode.CEILING, -1));
            case 6 -> bare(attribute, Operator.EXISTS);
            case 7 -> bare(attribute, Operator.DOES_NOT_EXIST);
            default -> null;
        };
    }

    /** At most 7 is less than 8, for whole numbers; what is no number stays as it is, and no machine meets it. */
    private static String neighbour(String value, RoundingMode rounding, long step) {
        try {
            return new BigDecimal(value)
                    .setScale(0, rounding)
                    .toBigInteger()
                    .add(BigInteger.valueOf(step))
                    .toString();
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static Requirement bare(String attribute, Operator operator) {
        return new Requirement(attribute, operator, List.of());
    }

    private static Requirement with(String attribute, Operator operator, String value) {
        return new Requirement(attribute, operator, List.of(value));
    }
}
