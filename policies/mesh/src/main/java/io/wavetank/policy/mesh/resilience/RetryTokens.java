package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.RetryBudget;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets a share of the calls of the last seconds be retried: each call deposits a share of a token, each retry takes a whole one, and what
 * is not taken in time is lost. A number of tokens a second comes by itself.
 *
 * <p>The time to live is divided into ten slices; a slice is lost as a whole, and the oldest is taken from first.
 *
 * <p>Source: Finagle 22, {@code RetryBudget}: ttl 10 s, 10 retries a second, 20 % of calls.
 */
public final class RetryTokens implements RetryBudget {
    private static final int SLICES = 10;
    private static final long MILLI = 1_000;

    private record Slice(long number, long milliTokens) {}

    private final long sliceNanos;
    private final long depositMilli;
    private final long reserveMilli;
    private final Deque<Slice> slices = new ArrayDeque<>();
    private long balanceMilli;
    private final Deque<Slice> reserveTaken = new ArrayDeque<>();
    private long reserveTakenMilli;

    /**
     * Creates one.
     *
     * @param share of calls that may be retried, 0 or more, in thousandths precisely
     * @param perSecond retries a second that are always allowed
     * @param timeToLiveNanos how long a deposit is good for
     */
    public RetryTokens(double share, int perSecond, long timeToLiveNanos) {
        if (!(share >= 0 && share <= MILLI) || perSecond < 0 || timeToLiveNanos < SLICES) {
            throw new IllegalArgumentException(
                    "A budget of tokens needs a share of 0 or more, 0 retries a second or more"
                            + " and a time to live: " + share + ", " + perSecond + ", " + timeToLiveNanos);
        }
        this.sliceNanos = timeToLiveNanos / SLICES;
        this.depositMilli = Math.round(share * MILLI);
        this.reserveMilli = perSecond * MILLI * timeToLiveNanos / 1_000_000_000;
    }

    @Override
    public void callBegan(long nowNanos) {
        forget(nowNanos);
        add(slices, nowNanos / sliceNanos, depositMilli);
        balanceMilli += depositMilli;
    }

    @Override
    public boolean tryTake(long nowNanos) {
        forget(nowNanos);
        if (balanceMilli >= MILLI) {
            takeOldest();
            balanceMilli -= MILLI;
            return true;
        }
        if (reserveMilli - reserveTakenMilli >= MILLI) {
            add(reserveTaken, nowNanos / sliceNanos, MILLI);
            reserveTakenMilli += MILLI;
            return true;
        }
        return false;
    }

    /** Tokens that could be taken now, in whole ones. */
    public long balance(long nowNanos) {
        forget(nowNanos);
        return balanceMilli / MILLI + (reserveMilli - reserveTakenMilli) / MILLI;
    }

    private void forget(long nowNanos) {
        long oldest = nowNanos / sliceNanos - SLICES;
        while (!slices.isEmpty() && slices.getFirst().number() <= oldest) {
            balanceMilli -= slices.removeFirst().milliTokens();
        }
        while (!reserveTaken.isEmpty() && reserveTaken.getFirst().number() <= oldest) {
            reserveTakenMilli -= reserveTaken.removeFirst().milliTokens();
        }
    }

    private void takeOldest() {
        long due = MILLI;
        while (due > 0) {
            Slice first = slices.removeFirst();
            long taken = Math.min(due, first.milliTokens());
            due -= taken;
            if (first.milliTokens() > taken) {
                slices.addFirst(new Slice(first.number(), first.milliTokens() - taken));
            }
        }
    }

    private static void add(Deque<Slice> to, long number, long milliTokens) {
        Slice last = to.peekLast();
        if (last != null && last.number() == number) {
            to.removeLast();
            to.addLast(new Slice(number, last.milliTokens() + milliTokens));
        } else if (milliTokens > 0) {
            to.addLast(new Slice(number, milliTokens));
        }
    }
}
