package io.wavetank.workload.rows;

import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.Requirement.Operator;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import java.util.ArrayList;
import java.util.List;

/** Which nodes tasks must or would rather run on, as bytes. */
final class AffinityCodec {
    private AffinityCodec() {}

    static void write(ByteSink out, NodeAffinity affinity) {
        List<NodeSelectorTerm> required = affinity.required();
        out.number(required == null ? 0 : 1 + (long) required.size());
        if (required != null) {
            required.forEach(term -> term(out, term));
        }
        out.number(affinity.preferred().size());
        for (WeightedNodeTerm each : affinity.preferred()) {
            out.signed(each.weight());
            term(out, each.term());
        }
    }

    static void term(ByteSink out, NodeSelectorTerm term) {
        requirements(out, term.expressions());
        requirements(out, term.fields());
    }

    static void requirements(ByteSink out, List<Requirement> requirements) {
        out.number(requirements.size());
        for (Requirement each : requirements) {
            out.text(each.key());
            out.text(each.operator().name());
            out.number(each.values().size());
            each.values().forEach(out::text);
        }
    }

    static NodeAffinity read(ByteSource in) {
        int required = in.count();
        List<NodeSelectorTerm> terms = new ArrayList<>();
        for (int left = required - 1; left > 0; left--) {
            terms.add(term(in));
        }
        List<WeightedNodeTerm> preferred = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            preferred.add(new WeightedNodeTerm((int) in.signed(), term(in)));
        }
        return required == 0 && preferred.isEmpty()
                ? NodeAffinity.NONE
                : new NodeAffinity(required == 0 ? null : terms, preferred);
    }

    static NodeSelectorTerm term(ByteSource in) {
        return new NodeSelectorTerm(requirements(in), requirements(in));
    }

    static List<Requirement> requirements(ByteSource in) {
        List<Requirement> requirements = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            String key = in.text();
            Operator operator = Operator.valueOf(in.text());
            List<String> values = new ArrayList<>();
            for (int value = in.count(); value > 0; value--) {
                values.add(in.text());
            }
            requirements.add(new Requirement(key, operator, values));
        }
        return requirements;
    }
}
