package io.docket.zeebe;

import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** The broker's side of an exporter, which keeps the positions that it hears. */
final class RecordingBroker implements Context, Controller, Configuration {
    final List<Long> positions = new CopyOnWriteArrayList<>();
    private final Map<String, Object> arguments;

    RecordingBroker(Map<String, Object> arguments) {
        this.arguments = arguments;
    }

    @Override
    public void updateLastExportedRecordPosition(long position) {
        positions.add(position);
    }

    @Override
    public void updateLastExportedRecordPosition(long position, byte[] metadata) {
        positions.add(position);
    }

    @Override
    public long getLastExportedRecordPosition() {
        return positions.isEmpty() ? -1 : positions.getLast();
    }

    @Override
    public ScheduledTask scheduleCancellableTask(Duration delay, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> readMetadata() {
        return Optional.empty();
    }

    @Override
    public MeterRegistry getMeterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Override
    public Logger getLogger() {
        return NOPLogger.NOP_LOGGER;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Configuration getConfiguration() {
        return this;
    }

    @Override
    public int getPartitionId() {
        return 1;
    }

    @Override
    public void setFilter(RecordFilter filter) {}

    @Override
    public String getId() {
        return "docket";
    }

    @Override
    public Map<String, Object> getArguments() {
        return arguments;
    }

    @Override
    public <T> T instantiate(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
