package io.wavetank.policy.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import org.junit.jupiter.api.Test;

final class ArimaTest {
    private static final int LONG = 50;

    /** A draw of the standard normal distribution. */
    private static double normal(Draws draws, int series, int t) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - draws.uniform(series, 2L * t)));
        return radius * StrictMath.cos(2 * Math.PI * draws.uniform(series, 2L * t + 1));
    }

    /** The mean squared error of the forecast of the next value, over 300 series of x[t] = a x[t-1] + b x[t-2] + e[t] + m e[t-1]. */
    private static double squaredError(double a, double b, double m) {
        var draws = new Draws(7, 0);
        double sum = 0;
        for (int series = 0; series < 300; series++) {
            double[] x = new double[LONG + 51];
            for (int t = 2; t < x.length; t++) {
                x[t] = a * x[t - 1] + b * x[t - 2] + normal(draws, series, t) + m * normal(draws, series, t - 1);
            }
            double[] seen = new double[LONG];
            for (int i = 0; i < LONG; i++) {
                seen[i] = 100 + x[50 + i];
            }
            double error = Arima.next(seen) - 100 - x[LONG + 50];
            sum += error * error;
        }
        return sum / 300;
    }

    @Test
    void short_series_and_such_that_never_change_go_on_at_their_mean() {
        assertThat(Arima.next(4, 8)).isEqualTo(6);
        assertThat(Arima.next(5, 5, 5, 5, 5, 5, 5, 5)).isEqualTo(5);
    }

    @Test
    void what_takes_turns_is_forecast_to_go_on_so() {
        assertThat(Arima.next(6, 10, 6, 10, 6, 10, 6, 10, 6, 10)).isCloseTo(6, within(1e-9));
    }

    @Test
    void what_grows_is_forecast_to_grow_on() {
        double[] grows = new double[30];
        for (int i = 0; i < grows.length; i++) {
            grows[i] = 10 + 3 * i;
        }

        assertThat(Arima.next(grows)).isCloseTo(100, within(1e-6));
    }

    @Test
    void models_are_found_and_forecast_better_than_the_mean_does() {
        // the variance of what nobody can know is 1; that about the mean is 1 / (1 - a^2), and 1 + m^2
        assertThat(squaredError(0.8, 0, 0)).isBetween(0.8, 1.35); // the mean: 2.8
        assertThat(squaredError(0, 0, 0.9)).isBetween(0.8, 1.45); // the mean: 1.81
        assertThat(squaredError(1.2, -0.6, 0)).isBetween(0.8, 1.35); // the mean: 3.1, and the first order alone 1.6
        assertThat(squaredError(0, 0, 0)).isBetween(0.8, 1.3);
    }
}
