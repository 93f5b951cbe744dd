package io.wavetank.sim;

/** Why a task is being stopped that will not come back. */
enum Removal {
    /** Whoever submitted it wants it no more. */
    NOT_WANTED;

    @Override
    public String toString() {
        return "not wanted any more";
    }
}
