package io.wavetank.cli;

import io.wavetank.experiment.Environment;
import io.wavetank.experiment.service.DemoFindings;
import io.wavetank.experiment.service.ServiceDemo;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.page.ChartPage;
import io.wavetank.report.result.Csv;
import io.wavetank.report.result.Json;
import io.wavetank.report.result.ResultDirectory;
import io.wavetank.report.table.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a demonstration of services under load, prints its figures, and writes its folder: tables, event logs, charts, a page. */
final class ServiceDemoOutput {
    private ServiceDemoOutput() {}

    static void write(ServiceDemo demo, long seed, Path place, boolean charts, PrintWriter out) throws IOException {
        DemoFindings findings = demo.run(seed);
        try (ResultDirectory directory = ResultDirectory.begin(place)) {
            Path folder = directory.path();
            Json.write(
                    folder.resolve(ResultDirectory.MARK),
                    Json.object().put("demo", demo.name()).put("seed", seed).put("wavetank", Environment.version()));
            for (DemoFindings.Table table : findings.tables()) {
                try (var csv = new Csv(folder.resolve(table.name() + ".csv"), table.head())) {
                    for (List<String> row : table.rows()) {
                        row.forEach(csv::field);
                        csv.endRow();
                    }
                }
            }
            for (DemoFindings.TextFile file : findings.files()) {
                Files.writeString(folder.resolve(file.name()), file.text(), StandardCharsets.UTF_8);
            }
            if (charts) {
                writePage(findings, folder, seed);
            }
            directory.commit();
        }
        print(findings, seed, out);
        out.println("Results: " + place + (charts ? " (open " + place.resolve("report.html") + ")" : ""));
        out.flush();
    }

    private static void print(DemoFindings findings, long seed, PrintWriter out) {
        Paragraph.hanging(out, "", findings.lead());
        out.println();
        findings.facts().forEach(fact -> Paragraph.hanging(out, pad(fact.name()), fact.value()));
        Paragraph.hanging(out, pad("Seed"), Long.toString(seed));
        for (DemoFindings.Table table : findings.tables()) {
            out.println();
            out.println(table.caption());
            var text = new TextTable(table.head());
            table.rows().forEach(text::add);
            text.lines().forEach(out::println);
        }
        out.println();
        findings.conclusions().forEach(sentence -> Paragraph.hanging(out, "- ", sentence));
        out.println();
    }

    private static String pad(String name) {
        return name + " ".repeat(Math.max(1, 12 - name.length()));
    }

    private static void writePage(DemoFindings findings, Path folder, long seed) throws IOException {
        Map<String, Chart> charts = new LinkedHashMap<>();
        Map<String, String> aids = new LinkedHashMap<>();
        findings.pictures().forEach(picture -> {
            charts.put(picture.name(), picture.chart());
            aids.put(picture.name(), picture.aid());
        });
        List<ChartPage.Picture> pictures =
                ChartFolder.write(folder.resolve("charts"), charts, name -> aids.getOrDefault(name, ""));
        List<ChartPage.Fact> facts = new ArrayList<>();
        findings.facts().forEach(fact -> facts.add(new ChartPage.Fact(fact.name(), fact.value())));
        facts.add(new ChartPage.Fact("Seed", Long.toString(seed)));
        facts.add(new ChartPage.Fact("Wavetank", Environment.version()));
        List<ChartPage.Table> tables = findings.tables().stream()
                .map(table -> new ChartPage.Table(table.caption(), table.head(), table.rows()))
                .toList();
        String lead = findings.lead() + " " + String.join(" ", findings.conclusions());
        Files.writeString(
                folder.resolve("report.html"),
                ChartPage.of(findings.title(), lead, facts, tables, pictures),
                StandardCharsets.UTF_8);
    }
}
