/** What comes and goes in a run: services with their load and their replicas, groups of nodes, and the autoscalers that decide about them. */
@NullMarked
package io.wavetank.sim.elastic;

import org.jspecify.annotations.NullMarked;
