package io.wavetank.policy.borg;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.compose.OptionItems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the options of the family. */
final class BorgText {
    static final String BANDS = "bands";
    static final String QUOTA = "quota";
    private static final List<String> SIZES = List.of("Ki", "Mi", "Gi", "Ti", "Pi");

    private BorgText() {}

    static BorgSettings settings(PolicyOptions options) {
        boolean kept = options.flag("score_cache");
        String packing = options.oneOf("score", "hybrid", "best-fit", "e-pvm");
        return new BorgSettings(
                bands(options.text(BANDS)),
                packing.equals("hybrid")
                        ? BorgSettings.PackingKind.HYBRID
                        : packing.equals("e-pvm") ? BorgSettings.PackingKind.E_PVM : BorgSettings.PackingKind.BEST_FIT,
                options.integer("enough", 0, 1_000_000),
                kept ? options.number("small_change", 0, 1) : -1,
                options.flag("equivalence"),
                options.flag("preemption"),
                quotas(options.text(QUOTA)),
                reclamation(options),
                options.text("package_label"),
                options.text("domain_label"),
                options.nanos("reschedule_every"));
    }

    private static Reclamation reclamation(PolicyOptions options) {
        long every = positive(options, "reclaim_every");
        return new Reclamation(
                options.flag("reclaim"),
                every,
                options.number("reclaim_margin", 0, 10),
                positive(options, "reclaim_half_life"));
    }

    private static long positive(PolicyOptions options, String name) {
        long nanos = options.nanos(name);
        if (nanos <= 0) {
            throw new IllegalArgumentException(
                    "Policy borg, option " + name + ": more than 0 expected, got '" + options.text(name) + "'");
        }
        return nanos;
    }

    private static Bands bands(String text) {
        if (text.equals("2019")) {
            return Bands.OF_2019;
        } else if (text.equals("2011")) {
            return Bands.OF_2011;
        }
        String where = "Option " + BANDS;
        List<OptionItems> items = OptionItems.of(where, text);
        if (items.size() != 1) {
            throw new IllegalArgumentException(
                    where + ": 2019, 2011 or batch=N;mid=N;production=N;monitoring=N expected, got '" + text + "'");
        }
        OptionItems item = items.get(0);
        var bands = new Bands(
                priority(item, "batch", "100"),
                priority(item, "mid", "116"),
                priority(item, "production", "120"),
                priority(item, "monitoring", "360"));
        item.allRead("batch, mid, production, monitoring");
        return bands;
    }

    private static int priority(OptionItems item, String key, String otherwise) {
        String text = item.text(key, otherwise);
        if (text.matches("-?\\d{1,9}")) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                item.where() + ", " + key + ": the lowest priority of the band expected, got '" + text + "'");
    }

    private static List<Quota> quotas(String text) {
        List<Quota> quotas = new ArrayList<>();
        for (OptionItems item : OptionItems.of("Option " + QUOTA, text)) {
            String word = item.text("band", "");
            Band band = null;
            for (int i = 1; i < Band.COUNT; i++) {
                band = Band.at(i).word().equals(word) ? Band.at(i) : band;
            }
            if (band == null) {
                throw new IllegalArgumentException(
                        item.where() + ", band: batch, mid, production or monitoring expected, got '" + word + "'");
            }
            quotas.add(new Quota(
                    band,
                    item.text("tenant", ""),
                    amount(item, "cpu", item.text("cpu", ""), 1000),
                    amount(item, "memory", item.text("memory", ""), 1)));
            item.allRead("band, tenant, cpu, memory");
        }
        return quotas;
    }

    /** An amount in thousandths or bytes; without bound if nothing is said. */
    private static long amount(OptionItems item, String key, String text, long unit) {
        if (text.isEmpty()) {
            return Long.MAX_VALUE / 2;
        }
        String number = text;
        long factor = unit;
        for (int i = 0; i < SIZES.size() && unit == 1; i++) {
            if (text.endsWith(SIZES.get(i))) {
                number = text.substring(0, text.length() - 2).strip();
                factor = 1L << (10 * (i + 1));
            }
        }
        if (number.matches("\\d{1,15}(\\.\\d{1,6})?")) {
            BigDecimal amount = new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
            if (amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) < 0) {
                return amount.longValue();
            }
        }
        throw new IllegalArgumentException(item.where() + ", " + key + ": "
                + (unit == 1 ? "an amount of memory such as 400Gi" : "a number of cores") + " expected, got '" + text
                + "'");
    }
}
