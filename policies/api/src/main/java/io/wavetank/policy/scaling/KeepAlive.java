package io.wavetank.policy.scaling;

/** Says for how long the image of one function (or application) stays loaded after it was used, and when it is loaded ahead. It is new for each of them. */
public interface KeepAlive {
    /**
     * It was used.
     *
     * @param idleNanos how long it had not been; negative for the first time
     * @return what is to be done with its image
     */
    Windows used(long idleNanos);

    /**
     * When the image is loaded.
     *
     * @param prewarmNanos it is unloaded at once, and loaded again after so long; 0 if it stays loaded
     * @param keepNanos how long it is loaded then, unless it is used before
     */
    record Windows(long prewarmNanos, long keepNanos) {
        /** Checks that neither is negative. */
        public Windows {
            if (prewarmNanos < 0 || keepNanos < 0) {
                throw new IllegalArgumentException("Not windows: " + prewarmNanos + " ns, " + keepNanos + " ns");
            }
        }

        /** Whether it is loaded so long after it was used. */
        public boolean loadedAfter(long nanos) {
            return nanos >= prewarmNanos && nanos - prewarmNanos <= keepNanos;
        }

        /** For how long it has been loaded in vain when it has not been used for so long. */
        public long wasted(long nanos) {
            return Math.max(0, Math.min(nanos - prewarmNanos, keepNanos));
        }
    }

    /** Makes the policy of one function. */
    @FunctionalInterface
    interface Factory {
        /** Makes one that has seen nothing. */
        KeepAlive create();
    }
}
