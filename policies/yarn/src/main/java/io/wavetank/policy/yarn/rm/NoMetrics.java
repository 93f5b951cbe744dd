package io.wavetank.policy.yarn.rm;

import org.apache.hadoop.metrics2.MetricsSink;
import org.apache.hadoop.metrics2.MetricsSystem;
import org.apache.hadoop.metrics2.lib.MetricsAnnotations;

/** A metrics system that keeps nothing, neither what is measured nor, through it, a scheduler whose run is over. */
final class NoMetrics extends MetricsSystem {
    @Override
    public MetricsSystem init(String prefix) {
        return this;
    }

    @Override
    public <T> T register(String name, String desc, T source) {
        MetricsAnnotations.makeSource(source); // gives it the counters that it writes to
        return source;
    }

    @Override
    public <T extends MetricsSink> T register(String name, String desc, T sink) {
        return sink;
    }

    @Override
    public void unregisterSource(String name) {
        // it was not registered
    }

    @Override
    @SuppressWarnings("NullAway") // there is none
    public org.apache.hadoop.metrics2.MetricsSource getSource(String name) {
        return null;
    }

    @Override
    public void register(Callback callback) {
        // there is nothing to be told
    }

    @Override
    public void publishMetricsNow() {
        // there is nothing to publish
    }

    @Override
    public boolean shutdown() {
        return true;
    }

    @Override
    public void start() {
        // there is nothing to start
    }

    @Override
    public void stop() {
        // there is nothing to stop
    }

    @Override
    public void startMetricsMBeans() {
        // there are none
    }

    @Override
    public void stopMetricsMBeans() {
        // there are none
    }

    @Override
    public String currentConfig() {
        return "";
    }
}
