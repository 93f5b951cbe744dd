package io.wavetank.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FontsMissingTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                NullPointerException.class,
                InternalError.class,
                UnsatisfiedLinkError.class,
                NoClassDefFoundError.class
            })
    void whatever_the_platform_throws_becomes_one_exception_that_names_what_to_install(
            Class<? extends Throwable> thrown) {
        assertThatThrownBy(() -> Fonts.require(() -> rethrow(thrown)))
                .isInstanceOf(FontsMissingException.class)
                .hasMessageContainingAll("fontconfig", "DejaVu", "--no-charts")
                .hasRootCauseInstanceOf(thrown);
    }

    private static void rethrow(Class<? extends Throwable> thrown) {
        try {
            throw thrown.getConstructor(String.class).newInstance("Fontconfig head is null");
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_jvm_without_fonts_says_what_is_missing_in_one_line(@TempDir Path folder) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsun.awt.fontconfig=" + folder.resolve("absent.properties"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(printed).isZero();
        assertThat(printed)
                .startsWith("FontsMissingException: No charts: ")
                .contains("Install fontconfig and a font such as DejaVu");
        assertThat(printed.strip().lines()).hasSize(1);
    }

    /** What runs in the JVM without fonts. */
    static final class Child {
        private Child() {}

        /** Tries to make a writer and prints what came of it. */
        public static void main(String[] args) {
            try {
                System.out.println(new ChartWriter().getClass().getSimpleName());
            } catch (FontsMissingException e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }
}
