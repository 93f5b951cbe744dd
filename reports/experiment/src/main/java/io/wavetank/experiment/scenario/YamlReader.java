package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
 * Reads YAML 1.2 (and so JSON) into values that know where they stand, and refuses early what would cost much: large files, deep nesting,
 * aliases that unfold to more than {@value #MOST_VALUES} values.
 *
 * <p>Plain scalars are read by the rules of JSON and no others: {@code true}, {@code false}, {@code null} and nothing, and JSON's numbers.
 * What YAML 1.1 made of {@code no}, {@code off}, {@code 010} and {@code 1_000} is a text here, and where a text will not do the message says
 * what to write instead.
 */
final class YamlReader {
    static final int MOST_BYTES = 4 << 20;
    static final int MOST_VALUES = 200_000;
    static final int MOST_NESTED = 64;
    private static final int LONGEST_EXPONENT = 400;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,6})?");

    private final String source;
    private final List<Fault> faults;
    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int count;

    /** What an anchor stands for, and how many values that is with everything in it. */
    private record Anchored(@Nullable Value value, int count) {}

    private YamlReader(String source, String text, List<Fault> faults) {
        this.source = source;
        this.faults = faults;
        var settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(MOST_BYTES)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Reads a file; mistakes that do not keep it from being read, such as a key given twice, are added to the faults. */
    static Value read(Path file, List<Fault> faults) throws IOException, ScenarioException {
        Place begin = new Place(file.toString(), 1, 1);
        if (Files.isDirectory(file)) {
            throw ScenarioException.of(begin, "this is a folder; expected a scenario file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw ScenarioException.of(
                    begin, "there is no such file; expected a scenario ('wavetank init' writes one to start from)");
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            throw ScenarioException.of(begin, "it cannot be read (" + e.getReason() + "); expected a scenario");
        }
        if (bytes.length > MOST_BYTES) {
            throw ScenarioException.of(
                    begin, "the file is larger than " + (MOST_BYTES >> 20) + " MiB; expected a scenario");
        }
        return parse(file.toString(), decode(bytes, file.toString()), faults);
    }

    private static String decode(byte[] bytes, String source) throws ScenarioException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length + 1);
        try {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            throw ScenarioException.of(place(source, out.flip().toString()), "this is not UTF-8; expected UTF-8 text");
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The place behind a text. */
    private static Place place(String source, String before) {
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Place(source, line, before.length() - before.lastIndexOf('\n'));
    }

    /** Reads a text. */
    static Value parse(String source, String text, List<Fault> faults) throws ScenarioException {
        try {
            return new YamlReader(source, text, faults).document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
            throw ScenarioException.of(at(source, mark), words(e));
        } catch (ReaderException e) {
            int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            throw ScenarioException.of(
                    place(source, text.substring(0, end)), "this character cannot stand in YAML; expected text");
        } catch (YamlEngineException e) {
            throw ScenarioException.of(new Place(source, 1, 1), "this is not YAML: " + oneLine(e.getMessage()));
        }
    }

    /** Returns the value of an option's text, all of it said to stand at that option. */
    static Value parseOption(Place option, String text) throws ScenarioException {
        List<Fault> duplicates = new ArrayList<>();
        Value value;
        if (isNothing(text.strip())) {
            return new Value.Nothing(option);
        }
        try {
            value = parse(option.source(), text, duplicates);
        } catch (ScenarioException e) {
            throw ScenarioException.of(option, "'" + text + "' is not a value of YAML; expected one such as 10 or 5m");
        }
        if (!duplicates.isEmpty()) {
            throw ScenarioException.of(option, duplicates.get(0).message());
        }
        return moved(value, option);
    }

    private static Value moved(Value value, Place place) {
        if (value instanceof Value.Text text) {
            return new Value.Text(place, text.text(), text.plain());
        }
        return value instanceof Value.Numeral numeral
                ? new Value.Numeral(place, numeral.text(), numeral.number())
                : Value.of(value.json(), place);
    }

    private static String words(MarkedYamlEngineException failure) {
        String problem = oneLine(failure.getProblem());
        if (problem.contains("TAB")) {
            return "a tab stands where blanks are wanted; expected blanks to set lines in";
        }
        if (problem.contains("found undefined alias")) {
            return "this alias stands for nothing; expected the name of an anchor (&name) further up";
        }
        String context = failure.getContext() == null ? "" : oneLine(failure.getContext()) + ", ";
        return "this is not YAML: " + context + problem + "; expected 'key: value', '- item' or {key: value}";
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "it cannot be read" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static Place at(String source, Optional<Mark> mark) {
        return mark.map(each -> new Place(source, each.getLine() + 1, each.getColumn() + 1))
                .orElse(new Place(source, 1, 1));
    }

    private Place place(Event event) {
        return at(source, event.getStartMark());
    }

    private Value document() throws ScenarioException {
        Place begin = new Place(source, 1, 1);
        Value root = new Value.Nothing(begin);
        boolean found = false;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (found) {
                        throw ScenarioException.of(
                                place(event), "a second document begins; expected one scenario in a file");
                    }
                    root = value(events.next(), 0);
                    found = true;
                }
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case Alias, Scalar, SequenceStart, SequenceEnd, MappingStart, MappingEnd ->
                    throw new IllegalStateException("A value outside a document: " + event);
            }
        }
        if (root instanceof Value.Nothing) {
            throw ScenarioException.of(
                    begin, "the file is empty; expected a scenario ('wavetank init' writes one to start from)");
        }
        return root;
    }

    private Value value(Event event, int depth) throws ScenarioException {
        count(1, event);
        if (depth > MOST_NESTED) {
            throw ScenarioException.of(place(event), "nested more than " + MOST_NESTED + " deep; expected a scenario");
        }
        if (event instanceof AliasEvent alias) {
            return unfold(alias);
        }
        int before = count;
        String anchor = ((NodeEvent) event).getAnchor().map(Object::toString).orElse(null);
        if (anchor != null) {
            anchors.put(anchor, new Anchored(null, 0));
        }
        Value value = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> items(event, depth);
            case MappingStart -> entries(event, depth);
            case Alias, Comment, DocumentStart, DocumentEnd, SequenceEnd, MappingEnd, StreamStart, StreamEnd ->
                throw new IllegalStateException("A value cannot begin with " + event);
        };
        if (anchor != null) {
            anchors.put(anchor, new Anchored(value, 1 + count - before));
        }
        return value;
    }

    private void count(int more, Event event) throws ScenarioException {
        count += more;
        if (count > MOST_VALUES) {
            throw ScenarioException.of(
                    place(event),
                    "more than " + MOST_VALUES
                            + " values, aliases unfolded; expected fewer, such as 'count: 500' for a group of nodes");
        }
    }

    private Value unfold(AliasEvent alias) throws ScenarioException {
        String name = alias.getAlias().toString();
        Anchored anchored = anchors.get(name);
        if (anchored == null || anchored.value() == null) {
            throw ScenarioException.of(
                    place(alias),
                    anchored == null
                            ? "alias *" + name + " stands for nothing; expected the name of an anchor (&" + name
                                    + ") further up"
                            : "alias *" + name + " stands within what it stands for; expected an end");
        }
        count(anchored.count() - 1, alias);
        return anchored.value();
    }

    private Value items(Event start, int depth) throws ScenarioException {
        refuseTag(start, ((org.snakeyaml.engine.v2.events.CollectionStartEvent) start).getTag());
        List<Value> values = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            values.add(value(event, depth + 1));
        }
        return new Value.Items(place(start), values);
    }

    private Value entries(Event start, int depth) throws ScenarioException {
        refuseTag(start, ((org.snakeyaml.engine.v2.events.CollectionStartEvent) start).getTag());
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw ScenarioException.of(place(event), "this cannot be a key; expected a word");
            }
            value(key, depth + 1);
            Place keyPlace = place(key);
            Value value = value(events.next(), depth + 1);
            Entry first = entries.putIfAbsent(key.getValue(), new Entry(keyPlace, value));
            if (first != null) {
                faults.add(new Fault(
                        keyPlace,
                        "key '" + key.getValue() + "' is given twice, first in line "
                                + first.keyPlace().line() + "; expected each key once"));
            }
        }
        return new Value.Entries(place(start), entries);
    }

    private void refuseTag(Event event, Optional<String> tag) throws ScenarioException {
        if (tag.isPresent()) {
            throw ScenarioException.of(
                    place(event), "tag '" + tag.get() + "' means nothing here; expected a value without a tag");
        }
    }

    private Value scalar(ScalarEvent event) throws ScenarioException {
        refuseTag(event, event.getTag());
        Place place = place(event);
        String text = event.getValue();
        if (!event.isPlain()) {
            return new Value.Text(place, text, false);
        }
        if (isNothing(text)) {
            return new Value.Nothing(place);
        }
        return switch (text) {
            case "true", "True", "TRUE" -> new Value.Truth(place, true);
            case "false", "False", "FALSE" -> new Value.Truth(place, false);
            default -> number(place, text);
        };
    }

    private static boolean isNothing(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
        };
    }

    private static Value number(Place place, String text) {
        if (text.length() <= LONGEST_EXPONENT && NUMBER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs(number.scale()) <= LONGEST_EXPONENT) {
                return new Value.Numeral(place, text, number);
            }
        }
        return new Value.Text(place, text, true);
    }
}
