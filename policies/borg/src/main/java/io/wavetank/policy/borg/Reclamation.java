package io.wavetank.policy.borg;

/**
 * How what tasks do not use is given out again.
 *
 * @param enabled whether it is
 * @param everyNanos how often what tasks use is measured, and reservations estimated anew
 * @param margin what is reserved beyond what a task uses, as a part of that
 * @param halfLifeNanos in what time a reservation goes down by half of what it is too high
 */
record Reclamation(boolean enabled, long everyNanos, double margin, long halfLifeNanos) {
    /** For so long after its start a task's reservation is its limit (EuroSys 2015, section 5.5). */
    static final long START_UP_NANOS = 300L * 1_000_000_000L;

    /** What is left of what a reservation is too high, one estimate later. */
    double kept() {
        return StrictMath.pow(0.5, (double) everyNanos / halfLifeNanos);
    }

    /**
     * Returns the next reservation of a task: at once what it uses and the margin, if that is more than was reserved; else slowly down to that, though not
     * in the time after its start.
     *
     * @param reserved the reservation until now
     * @param limit what it asks for, which a reservation never exceeds
     * @param used what it uses
     * @param kept {@link #kept()}
     * @param old whether it started longer than {@link #START_UP_NANOS} ago
     */
    long next(long reserved, long limit, long used, double kept, boolean old) {
        long target = Math.min(limit, (long) Math.ceil(used * (1 + margin)));
        if (target >= reserved) {
            return target;
        }
        return old ? target + (long) ((reserved - target) * kept) : reserved;
    }
}
