package io.wavetank.workload.snapshot;

import io.wavetank.workload.input.TraceFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a file of YAML documents, or of JSON, which is YAML too. A key that is given twice is a fault; what would cost much is refused early:
 * files beyond {@value #MOST_MEBIBYTES} MiB, nesting beyond {@value #MOST_NESTED}, aliases that unfold to more than {@value #MOST_UNFOLDED} values.
 */
final class ManifestReader {
    private static final String MERGE = "<<";
    private static final int MOST_MEBIBYTES = 256;
    private static final int MOST_NESTED = 100;
    private static final int MOST_UNFOLDED = 100_000;

    private final String file;
    private final Iterator<Event> events;
    private final Map<String, Fields> anchors = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private int values;
    private int unfolded;

    private ManifestReader(String file, String text) {
        this.file = file;
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Returns the documents of a file; those that are empty are left out. */
    static List<Fields> read(Path file, byte[] bytes) throws TraceFormatException {
        return parse(file.toString(), decoded(file.toString(), bytes));
    }

    static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > (long) MOST_MEBIBYTES << 20) {
            throw new TraceFormatException(
                    file.toString(), 0, "the file is larger than " + MOST_MEBIBYTES + " MiB", "split it into several");
        }
        return Files.readAllBytes(file);
    }

    private static String decoded(String file, byte[] bytes) throws TraceFormatException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new TraceFormatException(file, 0, "this is not UTF-8", "write it as UTF-8 text", e);
        }
    }

    static List<Fields> parse(String file, String text) throws TraceFormatException {
        try {
            return new ManifestReader(file, text).documents();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
            int line = mark.map(each -> each.getLine() + 1).orElse(0);
            throw new TraceFormatException(
                    file, line, "this is not YAML: " + oneLine(e.getProblem()), "write a manifest of Kubernetes", e);
        } catch (ReaderException e) {
            int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            long line =
                    1 + text.substring(0, end).chars().filter(c -> c == '\n').count();
            throw new TraceFormatException(
                    file, line, "this character cannot stand in YAML", "write a manifest of Kubernetes as text", e);
        } catch (YamlEngineException e) {
            throw new TraceFormatException(
                    file, 0, "this is not YAML: " + oneLine(e.getMessage()), "write a manifest of Kubernetes", e);
        }
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "it cannot be read" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private TraceFormatException fault(Event event, String problem, String remedy) {
        return new TraceFormatException(file, line(event), problem, remedy);
    }

    private List<Fields> documents() throws TraceFormatException {
        List<Fields> documents = new ArrayList<>();
        while (events.hasNext()) {
            if (events.next().getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                sizes.clear();
                Fields document = value(events.next(), 0);
                if (document.given()) {
                    documents.add(document);
                }
            }
        }
        return documents;
    }

    private Fields value(Event event, int depth) throws TraceFormatException {
        if (depth > MOST_NESTED) {
            throw fault(event, "nested more than " + MOST_NESTED + " deep", "write a manifest of Kubernetes");
        }
        values++;
        if (event instanceof AliasEvent alias) {
            return unfolded(alias);
        }
        int before = values;
        Fields value = switch (event.getEventId()) {
            case SequenceStart -> items(event, depth);
            case MappingStart -> entries(event, depth);
            default -> scalar((ScalarEvent) event);
        };
        String anchor = ((NodeEvent) event).getAnchor().map(Object::toString).orElse(null);
        if (anchor != null) {
            anchors.put(anchor, value);
            sizes.put(anchor, values - before + 1);
        }
        return value;
    }

    private Fields unfolded(AliasEvent alias) throws TraceFormatException {
        String name = alias.getAlias().toString();
        Fields value = anchors.get(name);
        if (value == null) {
            throw fault(alias, "alias *" + name + " stands for nothing", "define &" + name + " further up");
        }
        int size = sizes.getOrDefault(name, 1);
        values += size;
        unfolded += size;
        if (unfolded > MOST_UNFOLDED) {
            throw fault(alias, "aliases unfold to more than " + MOST_UNFOLDED + " values", "write them out, or fewer");
        }
        return value;
    }

    private Fields items(Event start, int depth) throws TraceFormatException {
        List<Fields> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, depth + 1));
        }
        return Fields.list(file, line(start), items);
    }

    private Fields entries(Event start, int depth) throws TraceFormatException {
        Map<String, Fields> entries = new LinkedHashMap<>();
        Map<String, Fields> merged = null;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw fault(event, "this cannot be a key", "write a word");
            }
            values++;
            Fields value = value(events.next(), depth + 1);
            if (key.isPlain() && key.getValue().equals(MERGE)) {
                if (merged != null) {
                    throw fault(key, "key '" + MERGE + "' is given twice", "merge a list, '<<: [*a, *b]'");
                }
                merged = merged(key, value);
            } else if (entries.putIfAbsent(key.getValue(), value) != null) {
                throw fault(key, "key '" + key.getValue() + "' is given twice", "give each key once");
            }
        }
        if (merged != null) {
            merged.forEach(entries::putIfAbsent);
        }
        return Fields.map(file, line(start), entries);
    }

    /** What the merge key of YAML adds to a mapping, as far as that does not say it itself: of several mappings, the first that has a key counts. */
    private Map<String, Fields> merged(ScalarEvent key, Fields value) throws TraceFormatException {
        Map<String, Fields> all = new LinkedHashMap<>();
        List<Fields> items = value.items();
        for (Fields each : items == null ? List.of(value) : items) {
            Map<String, Fields> entries = each.entries();
            if (entries == null) {
                throw fault(key, "'" + MERGE + "' merges a mapping or a list of them", "write '<<: *anchor' of one");
            }
            entries.forEach(all::putIfAbsent);
        }
        return all;
    }

    private Fields scalar(ScalarEvent event) {
        String text = event.getValue();
        boolean nothing = event.isPlain()
                && switch (text) {
                    case "", "~", "null", "Null", "NULL" -> true;
                    default -> false;
                };
        return Fields.scalar(file, line(event), nothing ? null : text);
    }
}
