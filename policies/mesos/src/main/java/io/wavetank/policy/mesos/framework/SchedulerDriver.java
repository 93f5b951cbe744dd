package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.Draws;
import io.wavetank.policy.compose.Outbox;
import java.util.List;

/**
 * A framework's driver: its connection to the leading master. It registers with each, asks for offers and for no more of them, and declines those that are
 * of no use. It does not ask more often than its kind allows.
 */
final class SchedulerDriver {
    private static final long SECOND = 1_000_000_000L;

    /** Within what time frameworks register with a new master, each when its draw says: the driver's back-off. */
    private static final long REGISTRATION_NANOS = 2 * SECOND;

    private final FrameworkSettings settings;
    private final int master;
    private final int self;
    private final long latencyNanos;
    private final Draws draws;

    private boolean asks;
    private boolean refusedSomething;
    private boolean lookArranged;
    private long lastRevivalNanos = Long.MIN_VALUE / 2;

    private boolean connected = true;
    private boolean down;
    private int mastersLost;

    /** Creates a connection that is there; see {@link FrameworkActor}. */
    SchedulerDriver(FrameworkSettings settings, int master, int self, long latencyNanos, Draws draws) {
        this.settings = settings;
        this.master = master;
        this.self = self;
        this.latencyNanos = latencyNanos;
        this.draws = draws;
        this.asks = settings.kind() == FrameworkKind.HOARDING;
    }

    /** Whether a master has registered it. */
    boolean connected() {
        return connected;
    }

    /** Sends a message to the master. */
    void tell(Message message, Outbox out) {
        out.send(master, message, latencyNanos);
    }

    /** Asks for offers if something waits that no offer is coming for; later if it did so a moment ago, or when a master has registered it. */
    void ask(boolean waits, Outbox out) {
        boolean hoards =
                settings.kind() == FrameworkKind.HOARDING; // it never stops asking, and refuses nothing for long
        if (!connected || hoards || !waits || (asks && !refusedSomething)) {
            return;
        }
        long next = lastRevivalNanos + settings.reviveNanos();
        if (next > out.nowNanos()) {
            lookAt(next, out);
            return;
        }
        lastRevivalNanos = out.nowNanos();
        asks = true;
        refusedSomething = false;
        tell(new Message.Revive(), out);
    }

    /** Asks for no more offers. */
    void suppress(Outbox out) {
        asks = false;
        tell(new Message.Suppress(), out);
    }

    /** Declines offers, which filters them for a while. */
    void decline(List<Long> offers, Outbox out) {
        if (!offers.isEmpty()) {
            refusedSomething = true;
            tell(new Message.Decline(offers, settings.refuseNanos()), out);
        }
    }

    /** Accepts an offer; what is left of it is filtered for a while, too. */
    void accept(Message.Accept accept, Outbox out) {
        refusedSomething = true;
        tell(accept, out);
    }

    /** Arranges for a look at that time, unless one is arranged. */
    void lookAt(long timeNanos, Outbox out) {
        if (!lookArranged) {
            lookArranged = true;
            out.send(self, new Message.Look(), timeNanos - out.nowNanos());
        }
    }

    /** The look that was arranged has come. */
    void looked() {
        lookArranged = false;
    }

    /** The master is lost. */
    void masterLost() {
        mastersLost++;
        disconnect();
    }

    /** Another one leads: registers with it after a back-off. */
    void masterElected(boolean waits, Outbox out) {
        register((long) (draws.uniform(self, mastersLost) * REGISTRATION_NANOS), waits, out);
    }

    /** The framework itself fails, and will return. */
    void fail(Outbox out) {
        down = true;
        disconnect();
        out.send(self, new Message.Returns(), settings.failure().awayNanos());
    }

    /** The framework is back. */
    void comeBack(boolean waits, Outbox out) {
        down = false;
        register(0, waits, out);
    }

    /** A master has registered it; says whether that is the one that leads. */
    boolean registered(Message.Registered registered) {
        if (registered.master() == mastersLost) {
            connected = true;
            return true;
        }
        return false;
    }

    private void disconnect() {
        connected = false;
        asks = false;
        refusedSomething = false;
    }

    /** Registers with the master, or again when there is one; one that is down does so when it is back. */
    private void register(long delayNanos, boolean waits, Outbox out) {
        if (!down) {
            asks = settings.kind() == FrameworkKind.HOARDING || waits;
            out.send(master, new Message.Register(mastersLost, !asks), latencyNanos + delayNanos);
        }
    }
}
