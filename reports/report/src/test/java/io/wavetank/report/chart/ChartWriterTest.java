package io.wavetank.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

final class ChartWriterTest {
    @BeforeAll
    static void needs_fonts() {
        assumeTrue(fontsAreThere(), "skipped: fontconfig and a font such as DejaVu are missing");
    }

    private static boolean fontsAreThere() {
        try {
            new ChartWriter();
            return true;
        } catch (FontsMissingException e) {
            return false;
        }
    }

    static Stream<String> samples() {
        return SampleCharts.all().keySet().stream();
    }

    private static Chart sample(String name) {
        return Objects.requireNonNull(SampleCharts.all().get(name)).get();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_sample_is_drawn_twice_to_the_same_bytes(String name) throws Exception {
        Chart chart = sample(name);
        Chart again = sample(name);

        assertThat(new ChartWriter().svg(again)).isEqualTo(new ChartWriter().svg(chart));
        assertThat(png(again)).isEqualTo(png(chart));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_svg_is_sound_xml_with_text_as_text(String name) throws Exception {
        Chart chart = sample(name);
        String svg = new ChartWriter().svg(chart);

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(svg).startsWith("<svg ").contains("<text ").contains("Arial, Helvetica, sans-serif");
        String withoutRasters = svg.replaceAll("base64,[^\"]*", "");
        assertThat(withoutRasters).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void a_png_has_two_pixels_to_one() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png(SampleCharts.bands())));

        assertThat(image.getWidth()).isEqualTo(1640);
        assertThat(image.getHeight()).isEqualTo(920);
    }

    @Test
    void a_picture_grows_when_its_legend_is_long() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png(SampleCharts.longNames())));

        assertThat(image.getHeight()).isGreaterThan(1040);
    }

    @Test
    void a_chart_without_data_says_so() throws Exception {
        assertThat(new ChartWriter().svg(sample("empty"))).contains("No data");
    }

    @Test
    void every_series_is_in_the_legend() throws Exception {
        String svg = new ChartWriter().svg(SampleCharts.manySteps());

        SampleCharts.manySteps().series().forEach(series -> assertThat(svg).contains(">" + series.name() + "<"));
    }

    @Test
    void a_heatmap_is_one_raster_and_not_a_rectangle_for_each_cell() throws Exception {
        String svg = new ChartWriter().svg(SampleCharts.heatmap(60, 144));

        assertThat(svg).containsOnlyOnce("data:image/png;base64,").hasSizeLessThan(400_000);
    }

    @Test
    void a_time_that_is_short_beside_the_others_is_written_in_a_unit_of_its_own() throws Exception {
        BarSeries waits = BarSeries.of("a", 3.82, 954, 11_448, 0);
        var chart = new BarChart(
                "t", "", "Wait", Quantity.SECONDS, "Group", List.of("short", "longer", "long", "none"), List.of(waits));

        assertThat(new ChartWriter().svg(chart)).contains("Wait (h)", ">3.82 s<", ">0.265<", ">3.18<", ">0<");
    }

    @Test
    void a_value_too_long_for_its_narrow_bar_is_written_with_fewer_digits() throws Exception {
        double[] values = {0.4763, 7.52, 40};
        List<BarSeries> series = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            series.add(BarSeries.of("scheduler " + i, values));
        }
        var chart =
                new BarChart("t", "", "Wait", Quantity.SECONDS, "Scheduler", List.of("batch", "free", "rest"), series);

        assertThat(new ChartWriter().svg(chart)).contains(">0.48<", ">7.52<").doesNotContain(">0.476<");
    }

    @Test
    void many_names_under_bars_are_whole() throws Exception {
        List<String> names = List.of(
                "immediate",
                "delayed",
                "rate-limited",
                "n-plus-k",
                "spare-pool",
                "spread",
                "migrate",
                "cold-standby",
                "static-stability");
        double[] shares = new double[names.size()];
        var chart = new BarChart(
                "t",
                "s",
                "Allocated",
                Quantity.SHARE,
                "Scheduler",
                names,
                List.of(BarSeries.of("CPU", shares), BarSeries.of("Memory", shares)));

        assertThat(new ChartWriter().svg(chart))
                .contains(names.stream().map(name -> ">" + name + "<").toList());
    }

    @Test
    void nodes_by_number_are_named_at_round_numbers() throws Exception {
        List<String> names =
                IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).toList();
        var chart = new HeatmapChart(
                "t",
                "s",
                "Node",
                "CPU",
                Quantity.SHARE,
                new HeatGrid(names, 0, 3_600_000_000_000L, new double[100][12]));

        assertThat(new ChartWriter().svg(chart))
                .contains(">20<", ">90<", ">100<")
                .doesNotContain(">1<", ">11<", ">96<");
    }

    @Test
    void ids_of_two_charts_differ_so_that_they_fit_into_one_page() throws Exception {
        ChartWriter writer = new ChartWriter();
        Pattern ids = Pattern.compile("id=\"([^\"]+)\"");
        String first = writer.svg(SampleCharts.bands());
        String second = writer.svg(SampleCharts.cdf());

        assertThat(ids.matcher(first).results().map(match -> match.group(1)))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(ids.matcher(second)
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    }

    @Test
    void files_hold_what_streams_get(@TempDir Path folder) throws Exception {
        ChartWriter writer = new ChartWriter();
        writer.writePng(SampleCharts.bands(), folder.resolve("a.png"));
        writer.writeSvg(SampleCharts.bands(), folder.resolve("a.svg"));

        assertThat(folder.resolve("a.png")).hasBinaryContent(png(SampleCharts.bands()));
        assertThat(Files.readString(folder.resolve("a.svg")))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg ")
                .endsWith(writer.svg(SampleCharts.bands()));
    }

    private static byte[] png(Chart chart) throws IOException, FontsMissingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ChartWriter().writePng(chart, out);
        return out.toByteArray();
    }
}
