package io.wavetank.benchmark.figures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as they are stored: a line on the machine behind {@code #}, a head line, and a row a figure. */
final class FigureFile {
    private static final String HEAD = "name,unit,value,better";

    private FigureFile() {}

    /** What is stored: the figures, and in a line where they were taken. */
    record Content(String machine, List<Figure> figures) {
        Content {
            figures = List.copyOf(figures);
        }
    }

    static void write(Path file, Content content) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# " + content.machine(), HEAD));
        for (Figure each : content.figures()) {
            lines.add(String.join(
                    ",",
                    each.name(),
                    each.unit(),
                    Double.toString(each.value()),
                    each.better().name().toLowerCase(Locale.ROOT)));
        }
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if it does not hold figures; the message says where
     */
    static Content read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.size() < 2 || !lines.get(0).startsWith("# ") || !lines.get(1).equals(HEAD)) {
            throw new IllegalArgumentException(
                    file + ": not a file of figures; name one that scripts/bench has written");
        }
        List<Figure> figures = new ArrayList<>();
        for (int i = 2; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            try {
                figures.add(new Figure(
                        fields[0],
                        fields[1],
                        Double.parseDouble(fields[2]),
                        Figure.Better.valueOf(fields[3].toUpperCase(Locale.ROOT))));
            } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        file + ":" + (i + 1) + ": not a figure; name a file that scripts/bench has written", e);
            }
        }
        return new Content(lines.get(0).substring(2), figures);
    }
}
