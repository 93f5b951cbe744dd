package io.wavetank.experiment.failover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.Draws;
import java.util.List;

/** Draws what breaks in a scenario, all of which is over long before its end. */
final class ChaosFaults {
    private static final int BUSY_MINUTES = ChaosScenario.BUSY_MINUTES;

    private final Chances chances;

    ChaosFaults(Chances chances) {
        this.chances = chances;
    }

    private int below(int bound) {
        return chances.below(bound);
    }

    private boolean oneIn(int of) {
        return chances.oneIn(of);
    }

    /** Sometimes a part of the control plane is down by itself, or its caches are stale; by draws of their own. */
    static void parts(ArrayNode faults, Draws draws) {
        for (int i = draws.below(4, 0, 0); i > 1; i--) {
            faults.addObject()
                    .put(
                            "part",
                            List.of("scheduler", "controllers", "api-server").get(draws.below(3, i, 1)))
                    .put("at", draws.below(BUSY_MINUTES * 60, i, 2) + "s")
                    .put("for", (1 + draws.below(1200, i, 3)) + "s");
        }
        if (draws.below(4, 0, 4) == 0) {
            faults.addObject()
                    .put("caches", (1 + draws.below(60, 0, 5)) + "s")
                    .put("at", draws.below(BUSY_MINUTES * 60, 0, 6) + "s")
                    .put("for", (1 + draws.below(1200, 0, 7)) + "s");
        }
    }

    /** Adds some faults, in the first hour. */
    void draw(ArrayNode faults, List<String> zones) {
        int count = 1 + below(6);
        for (int i = 0; i < count; i++) {
            ObjectNode fault = faults.addObject();
            int kind = below(11);
            if (kind == 10) {
                crashes(fault);
                continue;
            }
            if (kind >= 8) {
                maintenance(fault);
                continue;
            }
            if (kind == 0) {
                fault.putArray("managers").add(1 + below(3));
            } else if (kind == 1) {
                fault.put("control_plane", "down");
            } else if (kind <= 3) {
                atRandom(fault);
                continue;
            } else if (zones.isEmpty()) {
                atRandom(fault);
                continue;
            } else {
                fault.put("zone", zones.get(below(zones.size())));
                impair(fault);
            }
            fault.put("at", below(BUSY_MINUTES * 60) + "s").put("for", (1 + below(1200)) + "s");
        }
    }

    private void crashes(ObjectNode fault) {
        fault.putObject("crash").put("app", oneIn(3) ? "service" : "job" + below(2));
        fault.putObject("after")
                .put("distribution", "exponential")
                .put("mean", (1 + below(30)) + "m")
                .put("max", "2h");
        fault.putObject("restart").put("as", oneIn(2) ? "container" : "job").put("attempts", below(8));
        fault.put("until", BUSY_MINUTES + "m");
    }

    private void maintenance(ObjectNode fault) {
        fault.put("maintenance", "upgrade " + chances.drawn()).put("at", below(BUSY_MINUTES * 60) + "s");
        fault.put("for", (5 + below(100)) + "m");
        fault.put("at_once", (10 + below(60)) + "%");
        fault.put("down", (30 * below(20)) + "s").put("grace", below(60) + "s");
        fault.put("empty", oneIn(3) ? "wait" : oneIn(4) ? "force" : "evict");
        if (oneIn(2)) {
            fault.put("timeout", (1 + below(20)) + "m");
        }
    }

    private void atRandom(ObjectNode fault) {
        fault.put("each", "node");
        fault.putObject("up")
                .put("distribution", "weibull")
                .put("mean", (10 + below(100)) + "m")
                .put("shape", oneIn(2) ? 0.7 : 1.5);
        fault.putObject("down")
                .put("distribution", "log-normal")
                .put("median", (10 + below(400)) + "s")
                .put("sigma", 1)
                .put("max", "20m");
        if (oneIn(3)) {
            fault.put("crews", 1);
        }
        if (oneIn(3)) {
            fault.put("slow", oneIn(2) ? 0 : 0.4);
        } else if (oneIn(3)) {
            fault.put("cut_off", true);
        }
        fault.put("until", BUSY_MINUTES + "m");
    }

    private void impair(ObjectNode fault) {
        int kind = below(6);
        if (kind == 0) {
            fault.put("slow", 0.1 * below(9));
        } else if (kind == 3) {
            fault.put("full_disk", true);
        } else if (kind == 1) {
            fault.put("cut_off", true);
        } else if (kind == 2) {
            fault.putObject("flapping").put("up", (1 + below(90)) + "s").put("down", (1 + below(90)) + "s");
        }
    }
}
