package io.wavetank.sim;

/** Who keeps where the events stand that are known by their subjects and not by handles, of which a subject has at most one at a time. */
interface EventPlaces {
    /** No place. */
    int NOWHERE = -1;

    /** There are no such events. */
    EventPlaces NONE = new EventPlaces() {
        @Override
        public void put(int subject, int place) {
            throw new IllegalStateException("Nobody keeps where the event of " + subject + " is");
        }

        @Override
        public int of(int subject) {
            return NOWHERE;
        }
    };

    /** Notes where the event of a subject is from now on, 0 or more; {@link #NOWHERE} when it is over. */
    void put(int subject, int place);

    /** Where the event of a subject is, or {@link #NOWHERE}. */
    int of(int subject);
}
