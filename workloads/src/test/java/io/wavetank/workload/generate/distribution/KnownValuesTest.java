package io.wavetank.workload.generate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values from SciPy 1.17 (scipy.stats.norm, scipy.special.gammaincinv). */
final class KnownValuesTest {
    @ParameterizedTest
    @CsvSource({
        "1e-15, -7.941345326170998",
        "1e-9, -5.9978070150076865",
        "1e-4, -3.7190164854556804",
        "0.01, -2.3263478740408408",
        "0.075, -1.4395314709384563",
        "0.2, -0.8416212335729142",
        "0.6, 0.2533471031357997",
        "0.9, 1.2815515655446004",
        "0.99, 2.3263478740408408",
        "0.999999, 4.753424308817087"
    })
    void the_normal_quantile_is_right_to_twelve_figures(double u, double expected) {
        assertThat(NormalCurve.quantile(u)).isCloseTo(expected, Percentage.withPercentage(1e-10));
    }

    @ParameterizedTest
    @CsvSource({
        "-8, 6.22096057427174e-16",
        "-3, 0.0013498980316300933",
        "-0.1, 0.460172162722971",
        "0.3, 0.6179114221889526",
        "2, 0.9772498680518208",
        "5, 0.9999997133484281"
    })
    void the_normal_curve_is_right_to_eleven_figures(double x, double expected) {
        assertThat(NormalCurve.cdf(x)).isCloseTo(expected, Percentage.withPercentage(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.01, 5.844632057286578e-41",
        "0.05, 0.5, 5.573878440746293e-07",
        "0.05, 0.99, 1.0876274000918094",
        "0.05, 0.999999999, 15.116740106874813",
        "0.3, 1e-6, 6.97269909640939e-21",
        "0.3, 0.01, 1.5022226552360407e-07",
        "0.3, 0.5, 0.07313113586695201",
        "0.3, 0.99, 2.6394091570705323",
        "1, 0.5, 0.6931471805599455",
        "1, 0.999999999, 20.723265865228342",
        "2.5, 1e-6, 0.0064480801032485435",
        "2.5, 0.01, 0.2771490383641386",
        "2.5, 0.5, 2.175730095547763",
        "2.5, 0.99, 7.543136234694495",
        "40, 1e-6, 16.753150234308055",
        "40, 0.99, 56.16439626014874",
        "10000, 1e-6, 9531.835117189807",
        "10000, 0.5, 9999.666668642047",
        "10000, 0.99, 10234.104379158054"
    })
    void the_gamma_quantile_is_right_to_nine_figures(double shape, double u, double expected) {
        assertThat(new Gamma(shape, 1).quantile(u)).isCloseTo(expected, Percentage.withPercentage(1e-7));
    }

    @ParameterizedTest
    @CsvSource({"4, 0.25", "600, 3", "12, 0.1"})
    void a_log_normal_of_a_mean_and_cv_has_them(double mean, double cv) {
        var made = LogNormal.ofMean(mean, cv);
        assertThat(made.mean()).isCloseTo(mean, within(1e-9 * mean));
        assertThat(made.cv()).isCloseTo(cv, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"4, 1.5", "600, 25", "12, 1.0001"})
    void a_hyper_exponential_of_a_mean_and_cv_squared_has_them(double mean, double cvSquared) {
        var made = HyperExponential.ofMean(mean, cvSquared);
        assertThat(made.mean()).isCloseTo(mean, within(1e-9 * mean));
        assertThat(made.cv() * made.cv()).isCloseTo(cvSquared, within(1e-6));
        assertThat(made.weights().get(0) * made.means().get(0))
                .isCloseTo(made.weights().get(1) * made.means().get(1), within(1e-9 * mean));
    }

    @ParameterizedTest
    @CsvSource({"4, 0.25", "600, 3", "12, 1"})
    void gamma_and_weibull_of_a_mean_have_it(double mean, double cv) {
        assertThat(Gamma.ofMean(mean, cv).mean()).isCloseTo(mean, within(1e-9 * mean));
        assertThat(Gamma.ofMean(mean, cv).cv()).isCloseTo(cv, within(1e-9));
        assertThat(Weibull.ofMean(mean, cv).mean()).isCloseTo(mean, within(1e-9 * mean));
    }
}
