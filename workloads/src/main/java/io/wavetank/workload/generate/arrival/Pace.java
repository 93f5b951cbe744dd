package io.wavetank.workload.generate.arrival;

/** How fast arrivals come, in stretches within which that is a formula. Times are in seconds since the start. */
public interface Pace {
    /** When the present stretch ends; infinity for never. */
    double endSeconds();

    /** Goes on to the next stretch, which begins where this one ends. */
    void advance();

    /** How much is done between two instants of the present stretch. */
    double between(double fromSeconds, double toSeconds);

    /** The instant of the present stretch by which so much is done. */
    double reach(double fromSeconds, double amount);
}
