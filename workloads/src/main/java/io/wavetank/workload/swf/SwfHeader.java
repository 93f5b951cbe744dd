package io.wavetank.workload.swf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the comment lines of an SWF log say: {@code ; Key: value}. A key given again adds to its value, and so does a line without a key that
 * is indented like a continuation.
 */
final class SwfHeader {
    private static final int MAX_LINES = 1000;
    private static final int CONTINUATION_BLANKS = 3;

    private final Map<String, String> values = new LinkedHashMap<>();
    private String lastKey = "";
    private int lines;

    /** Takes one comment line; beyond the first thousand they are passed over, since they are no header any more. */
    void add(String comment) {
        if (++lines > MAX_LINES) {
            return;
        }
        String text = comment.strip();
        int indent = 1;
        while (indent < text.length() && Character.isWhitespace(text.charAt(indent))) {
            indent++;
        }
        String body = text.substring(Math.min(indent, text.length()));
        int colon = body.indexOf(':');
        boolean continues = indent > CONTINUATION_BLANKS && !lastKey.isEmpty();
        if (!continues && colon > 0 && isKey(body.substring(0, colon))) {
            lastKey = body.substring(0, colon);
            append(body.substring(colon + 1).strip());
        } else if (continues) {
            append(body);
        }
    }

    private void append(String value) {
        values.merge(lastKey, value, (before, more) -> before.isEmpty() ? more : before + "; " + more);
    }

    private static boolean isKey(String text) {
        return text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The number under a key, 0 if there is none or it is not a positive int. */
    int positive(String key) {
        String value = values.getOrDefault(key, "");
        int digits = 0;
        while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 10) {
            return 0;
        }
        long number = Long.parseLong(value.substring(0, digits));
        return number > Integer.MAX_VALUE ? 0 : (int) number;
    }
}
