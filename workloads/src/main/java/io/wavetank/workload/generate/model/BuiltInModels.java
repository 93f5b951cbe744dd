package io.wavetank.workload.generate.model;

import io.wavetank.workload.NearestNames;
import java.util.List;

/** The table of the models that come with Wavetank. */
public final class BuiltInModels {
    private static final List<Model> ALL = List.of(
            MixedDay.MODEL,
            GoogleLike.MODEL,
            OpenbLike.MODEL,
            UniformBench.MODEL,
            Lublin.MODEL,
            AlibabaLike.MODEL,
            FaasLike.MODEL,
            DiurnalWeb.MODEL);

    private BuiltInModels() {}

    /** All of them. */
    public static List<Model> all() {
        return ALL;
    }

    /**
     * Returns the model of that name.
     *
     * @throws IllegalArgumentException if there is none, with the nearest names
     */
    public static Model named(String name) {
        for (Model model : ALL) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        List<String> known = ALL.stream().map(Model::name).toList();
        throw new IllegalArgumentException("No model is named " + name + NearestNames.hint(name, known));
    }
}
