package io.wavetank.workload.rows;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodGroup;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.constraint.VolumeNeed;
import io.wavetank.policy.constraint.WeightedPodTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a pod says, as bytes: all of it. */
public final class PodCodec {
    private PodCodec() {}

    static void write(ByteSink out, PodSpec pod) {
        out.number(pod.equals(PodSpec.NONE) ? 0 : 1);
        if (pod.equals(PodSpec.NONE)) {
            return;
        }
        out.text(pod.namespace());
        list(out, pod.containers(), PodCodec::container);
        list(out, pod.initContainers(), PodCodec::container);
        amounts(out, pod.overhead());
        out.text(pod.nodeName());
        AffinityCodec.write(out, pod.nodeAffinity());
        affinity(out, pod.podAffinity());
        affinity(out, pod.podAntiAffinity());
        list(out, pod.spread(), PodCodec::spread);
        out.number(pod.neverPreempts() ? 1 : 0);
        maybe(out, pod.owner(), (sink, owner) -> {
            sink.text(owner.kind());
            sink.text(owner.name());
        });
        list(out, pod.schedulingGates(), ByteSink::text);
        maybe(out, pod.group(), (sink, group) -> {
            sink.text(group.name());
            sink.number(group.minMembers());
        });
        list(out, pod.volumes(), PodCodec::volume);
    }

    static PodSpec read(ByteSource in) {
        if (in.number() == 0) {
            return PodSpec.NONE;
        }
        return PodSpec.builder()
                .namespace(in.text())
                .containers(list(in, PodCodec::container))
                .initContainers(list(in, PodCodec::container))
                .overhead(amounts(in))
                .nodeName(in.text())
                .nodeAffinity(AffinityCodec.read(in))
                .podAffinity(affinity(in))
                .podAntiAffinity(affinity(in))
                .spread(list(in, PodCodec::spread))
                .neverPreempts(in.number() != 0)
                .owner(maybe(in, source -> new Owner(source.text(), source.text())))
                .schedulingGates(list(in, ByteSource::text))
                .group(maybe(in, source -> new PodGroup(source.text(), source.index(Integer.MAX_VALUE))))
                .volumes(list(in, PodCodec::volume))
                .build();
    }

    private static <T> void list(ByteSink out, List<T> values, BiConsumer<ByteSink, T> each) {
        out.number(values.size());
        values.forEach(value -> each.accept(out, value));
    }

    private static <T> List<T> list(ByteSource in, Function<ByteSource, T> each) {
        List<T> values = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            values.add(each.apply(in));
        }
        return values;
    }

    private static <T> void maybe(ByteSink out, @Nullable T value, BiConsumer<ByteSink, T> write) {
        out.number(value == null ? 0 : 1);
        if (value != null) {
            write.accept(out, value);
        }
    }

    private static <T> @Nullable T maybe(ByteSource in, Function<ByteSource, T> read) {
        return in.number() == 0 ? null : read.apply(in);
    }

    private static void amounts(ByteSink out, SortedMap<String, Long> amounts) {
        out.number(amounts.size());
        amounts.forEach((name, amount) -> {
            out.text(name);
            out.number(amount);
        });
    }

    private static SortedMap<String, Long> amounts(ByteSource in) {
        var amounts = new TreeMap<String, Long>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            amounts.put(name, in.number());
        }
        return amounts;
    }

    private static void container(ByteSink out, ContainerSpec container) {
        out.text(container.image());
        amounts(out, container.requests());
        list(out, container.ports(), (sink, port) -> {
            sink.text(port.protocol());
            sink.text(port.ip());
            sink.number(port.port());
        });
    }

    private static ContainerSpec container(ByteSource in) {
        return new ContainerSpec(
                in.text(),
                amounts(in),
                list(in, source -> new HostPort(source.text(), source.text(), source.index(1 << 16))));
    }

    private static void affinity(ByteSink out, PodAffinity affinity) {
        list(out, affinity.required(), PodCodec::term);
        list(out, affinity.preferred(), (sink, weighted) -> {
            sink.signed(weighted.weight());
            term(sink, weighted.term());
        });
    }

    private static PodAffinity affinity(ByteSource in) {
        List<PodAffinityTerm> required = list(in, PodCodec::term);
        List<WeightedPodTerm> preferred = list(in, source -> new WeightedPodTerm((int) source.signed(), term(source)));
        return required.isEmpty() && preferred.isEmpty() ? PodAffinity.NONE : new PodAffinity(required, preferred);
    }

    private static void term(ByteSink out, PodAffinityTerm term) {
        maybe(out, term.selector(), PodCodec::selector);
        list(out, term.namespaces(), ByteSink::text);
        maybe(out, term.namespaceSelector(), PodCodec::selector);
        out.text(term.topologyKey());
    }

    private static PodAffinityTerm term(ByteSource in) {
        return new PodAffinityTerm(
                maybe(in, PodCodec::selector), list(in, ByteSource::text), maybe(in, PodCodec::selector), in.text());
    }

    /** Writes which labels are selected. */
    public static void selector(ByteSink out, LabelSelector selector) {
        ClassCodec.map(out, selector.matchLabels());
        AffinityCodec.requirements(out, selector.expressions());
    }

    /** Reads it. */
    public static LabelSelector selector(ByteSource in) {
        return new LabelSelector(ClassCodec.map(in), AffinityCodec.requirements(in));
    }

    private static void spread(ByteSink out, SpreadConstraint spread) {
        out.number(spread.maxSkew());
        out.text(spread.topologyKey());
        out.number(spread.hard() ? 1 : 0);
        maybe(out, spread.selector(), PodCodec::selector);
        out.number(spread.minDomains());
        out.number(spread.honorNodeAffinity() ? 1 : 0);
        out.number(spread.honorNodeTaints() ? 1 : 0);
        list(out, spread.matchLabelKeys(), ByteSink::text);
    }

    private static SpreadConstraint spread(ByteSource in) {
        return new SpreadConstraint(
                in.index(Integer.MAX_VALUE),
                in.text(),
                in.number() != 0,
                maybe(in, PodCodec::selector),
                in.index(Integer.MAX_VALUE),
                in.number() != 0,
                in.number() != 0,
                list(in, ByteSource::text));
    }

    private static void volume(ByteSink out, VolumeNeed volume) {
        out.text(volume.name());
        out.text(volume.driver());
        maybe(out, volume.reachableFrom(), (sink, terms) -> list(sink, terms, AffinityCodec::term));
    }

    private static VolumeNeed volume(ByteSource in) {
        return new VolumeNeed(in.text(), in.text(), maybe(in, source -> list(source, AffinityCodec::term)));
    }
}
