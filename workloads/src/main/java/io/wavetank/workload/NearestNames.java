package io.wavetank.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The names that a mistyped one may have meant: those within a third of its length (at least 2) in insertions, deletions, changes and swaps
 * of neighbours, and those that begin with it or contain it. Upper and lower case, and {@code -}, {@code _} and blanks, count as equal.
 */
public final class NearestNames {
    private static final int MOST = 3;

    private record Candidate(String name, int distance) {}

    private NearestNames() {}

    /** Returns at most three names, nearest first, then in alphabetical order; empty if none is near. */
    public static List<String> of(String given, Collection<String> known) {
        String wanted = plain(given);
        int limit = Math.max(2, wanted.length() / 3);
        var near = new ArrayList<Candidate>();
        for (String name : known) {
            String plain = plain(name);
            int distance = distance(wanted, plain);
            if (wanted.length() >= 3 && plain.contains(wanted)) {
                distance = Math.min(distance, plain.startsWith(wanted) ? 1 : 2);
            }
            if (distance <= limit && distance < Math.max(wanted.length(), plain.length())) {
                near.add(new Candidate(name, distance));
            }
        }
        near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        return near.stream().limit(MOST).map(Candidate::name).toList();
    }

    /** Returns the end of a message: {@code "; did you mean a or b? Known: a, b, c"}, or {@code "; known: a, b, c"} if none is near. */
    public static String hint(String given, Collection<String> known) {
        List<String> near = of(given, known);
        String question = near.isEmpty() ? "known: " : "did you mean " + String.join(" or ", near) + "? Known: ";
        return "; " + question + String.join(", ", known);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    /** The number of insertions, deletions, changes and swaps of neighbours, none of which touches the same letter twice. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int best = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                row[j] = best;
            }
        }
        return row[b.length()];
    }
}
