package io.wavetank.experiment;

/** Is told what happens while results are written. */
public interface Notices {
    /** Something is being written. */
    void writing(String what);

    /** Something could not be done that the figures do not depend on. */
    void warning(String message);
}
