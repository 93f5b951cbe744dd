package io.wavetank.sim.traffic;

import org.jspecify.annotations.Nullable;

/**
 * One class of requests from outside: what they ask for, and how they come.
 *
 * <p>Open: they come by a process, whatever becomes of them. Closed: each of a number of users asks, waits for the answer, thinks, and asks again.
 *
 * @param name what reports call it
 * @param operation the number of the operation that they ask for
 * @param arrivals when they come; null if there are users
 * @param users how many users there are; 0 if there is a process
 * @param thinkTime how long a user thinks
 * @param clients how many client sides the requests are dealt to, in turn, 1 or more
 * @param tenant whose requests they are, with all the calls made for them
 * @param priority of the requests and of the calls made for them; 0 matters most
 * @param objective what share of the requests is to be answered well, below 1; NaN if nobody says
 */
public record EntrySpec(
        String name,
        int operation,
        @Nullable ArrivalProcess arrivals,
        int users,
        ServiceTime thinkTime,
        int clients,
        String tenant,
        int priority,
        double objective) {
    /** Whom requests are of that nobody says anything of. */
    public static final String NOBODY = "";

    /** Checks the numbers. */
    public EntrySpec {
        if (users < 0 || clients < 1 || priority < 0 || (arrivals == null) != (users > 0)) {
            throw new IllegalArgumentException(
                    "Requests of class " + name + " come by a process or from users, through 1 or more clients: "
                            + users + " users, " + clients + " clients");
        }
        if (objective < 0 || objective >= 1) {
            throw new IllegalArgumentException("An objective is a share from 0 to below 1, not " + objective);
        }
    }

    /** Requests without an objective. */
    public EntrySpec(
            String name,
            int operation,
            @Nullable ArrivalProcess arrivals,
            int users,
            ServiceTime thinkTime,
            int clients,
            String tenant,
            int priority) {
        this(name, operation, arrivals, users, thinkTime, clients, tenant, priority, Double.NaN);
    }

    /** Requests of nobody in particular. */
    public EntrySpec(
            String name,
            int operation,
            @Nullable ArrivalProcess arrivals,
            int users,
            ServiceTime thinkTime,
            int clients) {
        this(name, operation, arrivals, users, thinkTime, clients, NOBODY, 0);
    }

    /** Requests that come by a process, through one client side. */
    public static EntrySpec open(String name, int operation, ArrivalProcess arrivals) {
        return new EntrySpec(name, operation, arrivals, 0, u -> 0, 1);
    }

    /** Requests of users, through one client side. */
    public static EntrySpec closed(String name, int operation, int users, ServiceTime thinkTime) {
        return new EntrySpec(name, operation, null, users, thinkTime, 1);
    }
}
