/** Tests of requests and services against theory, on the whole engine. */
@NullMarked
package io.wavetank.acceptance.traffic;

import org.jspecify.annotations.NullMarked;
