package io.wavetank.experiment.scenario;

import java.util.ArrayList;
import java.util.List;

/** A scenario with mistakes in it: a line for each, {@code file:line:column: what is wrong; what was expected}. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST = 20;

    private final transient List<Fault> faults;

    ScenarioException(List<Fault> faults) {
        super(faults.get(0).toString());
        this.faults = List.copyOf(faults);
    }

    static ScenarioException of(Place place, String message) {
        return new ScenarioException(List.of(new Fault(place, message)));
    }

    List<Fault> faults() {
        return faults;
    }

    /** The mistakes, a line each; of very many the first, and how many more there are. */
    public List<String> lines() {
        var lines =
                new ArrayList<>(faults.stream().limit(MOST).map(Fault::toString).toList());
        if (faults.size() > MOST) {
            lines.add("... and " + (faults.size() - MOST) + " more");
        }
        return lines;
    }
}
