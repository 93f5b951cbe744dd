package io.wavetank.workload.parquet;

import io.wavetank.workload.input.TableColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a file, read out of the tree that its schema is, which is stored as a list in depth-first order.
 *
 * <p>Names of groups that only stand around lists and maps ({@code list.element}, {@code key_value}) are left out of a column's name. Left out as
 * well are columns of lists in lists.
 *
 * <p>Source: parquet.thrift and LogicalTypes.md of Apache Parquet.
 */
final class Schema {
    /** In the order of their numbers. */
    private static final List<Leaf.Type> TYPES = List.of(
            Leaf.Type.BOOLEAN,
            Leaf.Type.INT32,
            Leaf.Type.INT64,
            Leaf.Type.INT96,
            Leaf.Type.FLOAT,
            Leaf.Type.DOUBLE,
            Leaf.Type.BYTES,
            Leaf.Type.FIXED);

    private static final int MOST_NODES = 20_000;
    private static final int DEEPEST = 20;

    private static final int REPEATED = 2;
    private static final int REQUIRED = 0;

    private static final int CONVERTED_MAP = 1;
    private static final int CONVERTED_MAP_KEY_VALUE = 2;
    private static final int CONVERTED_LIST = 3;
    private static final int LOGICAL_MAP = 2;
    private static final int LOGICAL_LIST = 3;

    private final List<Thrift> nodes;
    private final List<Leaf> leaves = new ArrayList<>();
    private int position;
    private int stored;

    /** Where in the tree a node stands: the names that lead to it, its levels, and the list that it stands in. */
    private record Place(
            List<String> path, int definition, int repetition, int listAt, int elementDefinition, int depth) {
        Place named(String name) {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            return new Place(longer, definition, repetition, listAt, elementDefinition, depth);
        }

        Place deeper(long repetitionType) {
            if (depth > DEEPEST) {
                throw new Corrupt("a schema that is nested too deep");
            }
            boolean repeated = repetitionType == REPEATED;
            int defined = definition + (repetitionType == REQUIRED ? 0 : 1);
            return new Place(
                    path,
                    defined,
                    repetition + (repeated ? 1 : 0),
                    repeated ? path.size() : listAt,
                    repeated ? defined : elementDefinition,
                    depth + 1);
        }
    }

    private Schema(List<Thrift> nodes) {
        this.nodes = nodes;
    }

    /** The columns that are read, and how many are stored. */
    record Leaves(List<Leaf> read, int stored) {}

    static Leaves read(Thrift footer) {
        var schema = new Schema(footer.structs(2));
        if (schema.nodes.isEmpty() || schema.nodes.size() > MOST_NODES) {
            throw new Corrupt("a schema of " + schema.nodes.size() + " nodes");
        }
        long children = schema.nodes.get(schema.position++).whole(5, 0);
        for (long i = 0; i < children; i++) {
            schema.visit(schema.take(), new Place(List.of(), 0, 0, 0, 0, 0), true);
        }
        return new Leaves(List.copyOf(schema.leaves), schema.stored);
    }

    private Thrift take() {
        if (position == nodes.size()) {
            throw new Corrupt("a schema that is cut off");
        }
        return nodes.get(position++);
    }

    private void visit(Thrift node, Place around, boolean named) {
        Place place = (named ? around.named(node.text(4)) : around).deeper(node.whole(3, REQUIRED));
        long children = node.whole(5, 0);
        if (children == 0) {
            leaf(node, place);
            return;
        }
        boolean list = is(node, CONVERTED_LIST, LOGICAL_LIST);
        boolean map = is(node, CONVERTED_MAP, LOGICAL_MAP) || is(node, CONVERTED_MAP_KEY_VALUE, LOGICAL_MAP);
        for (long i = 0; i < children; i++) {
            Thrift child = take();
            if ((list || map) && children == 1 && child.whole(3, REQUIRED) == REPEATED) {
                repeated(node, child, place, map);
            } else {
                visit(child, place, true);
            }
        }
    }

    /** The group inside a list or map. */
    private void repeated(Thrift around, Thrift node, Place place, boolean map) {
        Place inside = place.deeper(REPEATED);
        long children = node.whole(5, 0);
        if (children == 0) {
            leaf(node, inside);
            return;
        }
        String name = node.text(4);
        boolean wraps = !map && children == 1 && !name.equals("array") && !name.equals(around.text(4) + "_tuple");
        for (long i = 0; i < children; i++) {
            visit(take(), inside, !wraps);
        }
    }

    private static boolean is(Thrift node, int converted, int logical) {
        return node.whole(6, -1) == converted
                || (node.has(10) && node.struct(10).has(logical));
    }

    private void leaf(Thrift node, Place place) {
        int number = stored++;
        long type = node.whole(1);
        if (type < 0 || type >= TYPES.size()) {
            throw new Corrupt("a column of the unknown type " + type);
        }
        if (place.repetition > 1) {
            return;
        }
        Leaf.Type of = TYPES.get((int) type);
        int length = of == Leaf.Type.FIXED ? node.size(2) : 0;
        if (of == Leaf.Type.FIXED && (length < 1 || length > 1 << 20)) {
            throw new Corrupt("a column of values of " + length + " bytes");
        }
        Leaf.Meaning meaning = meaning(node);
        int scale = meaning == Leaf.Meaning.DECIMAL ? scale(node) : 0;
        var column = new TableColumn(String.join(".", place.path), Leaf.kind(of, meaning), place.listAt);
        leaves.add(new Leaf(column, number, of, length, meaning, scale, place.definition, place.elementDefinition));
    }

    private static int scale(Thrift node) {
        long scale = node.has(10) && node.struct(10).has(5)
                ? node.struct(10).struct(5).whole(1, 0)
                : node.whole(7, 0);
        if (scale < 0 || scale > 76) {
            throw new Corrupt("a decimal number with " + scale + " decimals");
        }
        return (int) scale;
    }

    private static Leaf.Meaning meaning(Thrift node) {
        if (node.has(10)) {
            Thrift logical = node.struct(10);
            if (logical.has(8)) {
                Thrift unit = logical.struct(8).struct(2);
                return unit.has(1) ? Leaf.Meaning.MILLIS : unit.has(2) ? Leaf.Meaning.MICROS : Leaf.Meaning.NANOS;
            } else if (logical.has(5)) {
                return Leaf.Meaning.DECIMAL;
            } else if (logical.has(6)) {
                return Leaf.Meaning.DAYS;
            } else if (logical.has(10)) {
                return logical.struct(10).truth(2, true) ? Leaf.Meaning.PLAIN : Leaf.Meaning.UNSIGNED;
            }
        }
        return switch ((int) node.whole(6, -1)) {
            case 5 -> Leaf.Meaning.DECIMAL;
            case 6 -> Leaf.Meaning.DAYS;
            case 9 -> Leaf.Meaning.MILLIS;
            case 10 -> Leaf.Meaning.MICROS;
            case 11, 12, 13, 14 -> Leaf.Meaning.UNSIGNED;
            default -> Leaf.Meaning.PLAIN;
        };
    }
}
