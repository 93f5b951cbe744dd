package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Items;
import io.wavetank.experiment.scenario.Value.Nothing;
import io.wavetank.experiment.scenario.Value.Numeral;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.experiment.scenario.Value.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of JSON Schema, and how messages speak of them. */
final class Types {
    private Types() {}

    static boolean allowed(Value value, List<String> types) {
        return types.isEmpty()
                || types.contains(of(value))
                || (value instanceof Numeral numeral
                        && (types.contains("number")
                                || (types.contains("integer") && numeral.whole() && fits(numeral))));
    }

    private static boolean fits(Numeral numeral) {
        return numeral.number().toBigInteger().bitLength() < Long.SIZE;
    }

    static String of(Value value) {
        if (value instanceof Text) {
            return "string";
        } else if (value instanceof Numeral) {
            return "number";
        } else if (value instanceof Truth) {
            return "boolean";
        } else if (value instanceof Items) {
            return "array";
        }
        return value instanceof Entries ? "object" : "null";
    }

    /** What is wrong with a value of the wrong type. */
    static String complaint(Value value, Schema schema, String path, @Nullable Unit unit) {
        String name = Checker.name(path);
        return name + " " + got(value) + "; expected " + wanted(schema, unit) + meant(value, schema);
    }

    private static String got(Value value) {
        if (value instanceof Text text) {
            return "is '" + text.text() + "'" + Plain.why(text);
        } else if (value instanceof Numeral numeral) {
            return "is the number " + numeral.text();
        } else if (value instanceof Truth truth) {
            return "is " + truth.value();
        } else if (value instanceof Items) {
            return "is a list";
        }
        return value instanceof Nothing ? "has no value" : "has keys of its own";
    }

    private static String wanted(Schema schema, @Nullable Unit unit) {
        List<String> words = new ArrayList<>();
        boolean quantity = quantity(schema);
        if (unit != null && quantity) {
            words.add(unit.form());
        }
        for (String type : schema.types()) {
            String word = switch (type) {
                case "string" -> words.isEmpty() ? text(schema) : "";
                case "integer", "number" -> unit != null && quantity ? "" : number(schema);
                case "boolean" -> "true or false";
                case "array" -> "a list";
                case "object" -> "keys with values";
                default -> "";
            };
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return Checker.any(words);
    }

    private static boolean quantity(Schema schema) {
        return schema.has("x-unit") || schema.branches().stream().anyMatch(each -> each.has("x-unit"));
    }

    private static String text(Schema schema) {
        List<String> words = schema.words("enum");
        return words.isEmpty() ? "a text" : Checker.any(words);
    }

    /** What a number is held to, in words. */
    static String number(Schema schema) {
        boolean whole = schema.types().contains("integer");
        String name = whole ? "a whole number" : "a number";
        if (schema.has("exclusiveMinimum")) {
            name += " above " + schema.get("exclusiveMinimum").asText();
            if (schema.has("maximum")) {
                name += ", up to " + schema.get("maximum").asText();
            }
        }
        if (schema.has("exclusiveMaximum")) {
            name += ", below " + schema.get("exclusiveMaximum").asText();
        }
        if (schema.has("minimum") && schema.has("maximum")) {
            return name + " from " + schema.get("minimum").asText() + " to "
                    + schema.get("maximum").asText();
        }
        return schema.has("minimum") ? name + " of " + schema.get("minimum").asText() + " or more" : name;
    }

    /** Whether a number would be right if it were a text. */
    private static boolean isOne(String text, Schema schema) {
        return !schema.has("pattern") || text.matches(schema.get("pattern").asText());
    }

    private static String meant(Value value, Schema schema) {
        List<String> types = schema.types();
        boolean words = types.contains("string") && !quantity(schema);
        String near = "";
        if (value instanceof Text text) {
            if (types.contains("boolean")) {
                near = Plain.truth(text.text());
            } else if (types.contains("integer") || types.contains("number")) {
                near = Plain.number(text.text());
            }
        } else if (value instanceof Numeral numeral && words && isOne(numeral.text(), schema)) {
            near = "\"" + numeral.text() + "\"";
        } else if (value instanceof Truth truth && words) {
            near = "\"" + truth.value() + "\"";
        }
        if (value instanceof Text text && near.equals(text.text())) {
            return "; did you mean " + near + " without quotes?";
        }
        return near.isEmpty() ? "" : "; did you mean " + (near.startsWith("\"") ? near : "'" + near + "'") + "?";
    }
}
