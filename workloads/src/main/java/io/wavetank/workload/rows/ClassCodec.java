package io.wavetank.workload.rows;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What tasks ask for, as bytes. */
public final class ClassCodec {
    private ClassCodec() {}

    /** Writes a class. */
    public static void write(ByteSink out, TaskClass asked) {
        out.number(asked.request(Resources.CPU));
        out.number(asked.request(Resources.MEMORY));
        out.number(asked.request(Resources.EPHEMERAL_STORAGE));
        out.number(asked.resourceCount() - Resources.FIXED);
        for (int resource = Resources.FIXED; resource < asked.resourceCount(); resource++) {
            out.number(asked.request(resource));
        }
        out.number(asked.members());
        out.number(asked.gpuCount());
        out.number(asked.gpuMillisEach());
        out.number(asked.gpuModels().size());
        asked.gpuModels().forEach(out::text);
        out.signed(asked.priority());
        out.text(asked.tenant());
        map(out, asked.labels());
        map(out, asked.nodeSelector());
        out.number(asked.tolerations().size());
        for (Toleration toleration : asked.tolerations()) {
            optional(out, toleration.key());
            optional(out, toleration.value());
            optional(out, effect(toleration));
        }
        PodCodec.write(out, asked.pod());
    }

    /** Reads one that was written in a version of Wavetank's own form; the first held nothing of pods, the second their node affinity, the third holds all. */
    public static TaskClass read(ByteSource in, int version) {
        var asked = TaskClass.builder()
                .cpuMillis(in.number())
                .memoryBytes(in.number())
                .ephemeralStorageBytes(in.number());
        int extended = in.count();
        for (int i = 0; i < extended; i++) {
            asked.extended(Resources.FIXED + i, in.number());
        }
        asked.members(in.index(Integer.MAX_VALUE));
        asked.gpus(in.index(Integer.MAX_VALUE), in.index(1001));
        var models = new TreeSet<String>();
        for (int left = in.count(); left > 0; left--) {
            models.add(in.text());
        }
        asked.gpuModels(models).priority((int) in.signed()).tenant(in.text());
        asked.labels(map(in)).nodeSelector(map(in));
        List<Toleration> tolerations = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            String key = optional(in);
            String value = optional(in);
            tolerations.add(toleration(key, value, optional(in)));
        }
        return asked.tolerations(tolerations).pod(pod(in, version)).build();
    }

    private static PodSpec pod(ByteSource in, int version) {
        if (version > 2) {
            return PodCodec.read(in);
        }
        NodeAffinity affinity = version == 2 ? AffinityCodec.read(in) : NodeAffinity.NONE;
        return affinity.equals(NodeAffinity.NONE)
                ? PodSpec.NONE
                : PodSpec.builder().nodeAffinity(affinity).build();
    }

    /** The effect's name, and behind a colon for how many seconds, if not for ever; null for every effect for ever. */
    private static @Nullable String effect(Toleration toleration) {
        Taint.Effect effect = toleration.effect();
        String name = effect == null ? "" : effect.name();
        Long seconds = toleration.seconds();
        return seconds != null ? name + ":" + seconds : effect == null ? null : name;
    }

    private static Toleration toleration(@Nullable String key, @Nullable String value, @Nullable String effect) {
        if (effect == null) {
            return new Toleration(key, value, null);
        }
        int colon = effect.indexOf(':');
        String name = colon < 0 ? effect : effect.substring(0, colon);
        return new Toleration(
                key,
                value,
                name.isEmpty() ? null : Taint.Effect.valueOf(name),
                colon < 0 ? null : Long.valueOf(effect.substring(colon + 1)));
    }

    /** Writes names with their values. */
    public static void map(ByteSink out, Map<String, String> values) {
        out.number(values.size());
        values.forEach((key, value) -> {
            out.text(key);
            out.text(value);
        });
    }

    /** Reads them. */
    public static SortedMap<String, String> map(ByteSource in) {
        var values = new TreeMap<String, String>();
        for (int left = in.count(); left > 0; left--) {
            String key = in.text();
            values.put(key, in.text());
        }
        return values;
    }

    private static void optional(ByteSink out, @Nullable String text) {
        out.number(text == null ? 0 : 1);
        if (text != null) {
            out.text(text);
        }
    }

    private static @Nullable String optional(ByteSource in) {
        return in.number() == 0 ? null : in.text();
    }
}
