package io.wavetank.policy.mesos.resource;

import java.util.List;

/**
 * One kind of resource and how much there is of it. Two are of one kind if they agree in everything but the amount and the copies.
 *
 * @param name such as {@code cpus}, {@code mem} (megabytes), {@code disk}, {@code gpus}, {@code ports}
 * @param amount how much
 * @param reservations for whom it is reserved: roles from the first reservation to its last refinement; empty if it is not
 * @param dynamic whether the last reservation was made at run time
 * @param revocable whether it may be taken back at any time
 * @param volume the persistent volume that it is; the empty string if it is none. A volume is given and taken whole
 * @param shared whether several tasks may use the volume at once
 * @param copies how often it is held, more than 1 only if it is shared
 * @param role the role that it is offered or allocated to; the empty string if to none
 */
public record Resource(
        String name,
        Amount amount,
        List<String> reservations,
        boolean dynamic,
        boolean revocable,
        String volume,
        boolean shared,
        int copies,
        String role) {
    /** Checks that only volumes are shared, and only what is shared has copies. */
    public Resource {
        reservations = List.copyOf(reservations);
        if (shared && volume.isEmpty()) {
            throw new IllegalArgumentException("Only a persistent volume can be shared; " + name + " is none");
        }
        if (copies < 1 || (copies > 1 && !shared)) {
            throw new IllegalArgumentException("Only what is shared has copies: " + copies + " of " + name);
        }
    }

    /** Returns a plain number of something. */
    public static Resource scalar(String name, double value) {
        return of(name, Scalar.of(value));
    }

    /** Returns a plain amount of something. */
    public static Resource of(String name, Amount amount) {
        return new Resource(name, amount, List.of(), false, false, "", false, 1, "");
    }

    /** Returns the same, reserved for a role. */
    public Resource reservedFor(String... roles) {
        return new Resource(name, amount, List.of(roles), dynamic, revocable, volume, shared, copies, role);
    }

    /** Returns the same of another amount. */
    public Resource withAmount(Amount other) {
        return new Resource(name, other, reservations, dynamic, revocable, volume, shared, copies, role);
    }

    /** Returns the same with another number of copies. */
    public Resource withCopies(int number) {
        return new Resource(name, amount, reservations, dynamic, revocable, volume, shared, number, role);
    }

    /** Returns the same, allocated to a role; the empty string for no role. */
    public Resource allocatedTo(String other) {
        return role.equals(other)
                ? this
                : new Resource(name, amount, reservations, dynamic, revocable, volume, shared, copies, other);
    }

    /** Whether it is a number. */
    public boolean isScalar() {
        return amount instanceof Scalar;
    }

    /** How many thousandths there are; 0 if it is no number. */
    public long thousandths() {
        return amount instanceof Scalar scalar ? scalar.thousandths() : 0;
    }

    /** Whether it is reserved for any role. */
    public boolean reserved() {
        return !reservations.isEmpty();
    }

    /** The role that it is reserved for; the empty string if for none. */
    public String reservationRole() {
        return reservations.isEmpty() ? "" : reservations.get(reservations.size() - 1);
    }

    /** Whether it may be offered to a role: it is reserved for nobody, for the role itself, or for an ancestor of it. */
    public boolean allocatableTo(String to) {
        String owner = reservationRole();
        return owner.isEmpty() || to.equals(owner) || to.startsWith(owner + "/");
    }

    /** Whether both agree in everything but amount and copies. */
    public boolean sameKind(Resource other) {
        return name.equals(other.name)
                && amount.sameType(other.amount)
                && revocable == other.revocable
                && shared == other.shared
                && dynamic == other.dynamic
                && role.equals(other.role)
                && volume.equals(other.volume)
                && reservations.equals(other.reservations);
    }

    /** Whether the other can be taken from this: of one kind, and volumes only whole. */
    boolean covers(Resource other) {
        return sameKind(other)
                && (volume.isEmpty()
                        ? amount.contains(other.amount)
                        : amount.equals(other.amount) && copies >= other.copies);
    }

    @Override
    public String toString() {
        return name
                + (reserved() ? "(" + String.join(" > ", reservations) + ")" : "")
                + (volume.isEmpty() ? "" : "[" + volume + "]")
                + (revocable ? "{revocable}" : "")
                + ":" + amount
                + (copies > 1 ? " x " + copies : "");
    }
}
