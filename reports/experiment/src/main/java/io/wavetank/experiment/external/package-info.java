/** Policies that are programs of their own, in any language: asked over a protocol of JSON lines on standard input and output, or over HTTP. */
@NullMarked
package io.wavetank.experiment.external;

import org.jspecify.annotations.NullMarked;
