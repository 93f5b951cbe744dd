package io.wavetank.experiment.service;

import java.util.List;

/** A demonstration of services under load. */
public interface ServiceDemo {
    /** What users call it. */
    String name();

    /** What it shows, in a sentence or two. */
    String summary();

    /** Runs it. Equal seeds give equal findings. */
    DemoFindings run(long seed);

    /** All there are. */
    static List<ServiceDemo> all() {
        return List.of(new RetryStorm());
    }
}
