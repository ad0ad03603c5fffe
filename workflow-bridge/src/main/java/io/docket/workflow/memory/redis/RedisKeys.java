package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.InstanceRef;
import java.time.Duration;

/** The keys of the bridge in Redis, all under one prefix. */
final class RedisKeys {
    /** How long an ended instance or task is still known, for late repetitions. */
    static final Duration AFTERLIFE = Duration.ofDays(1);

    /** How long a mark of the engine's log is kept. */
    static final Duration FENCE_LIFE = Duration.ofMinutes(10);

    private final String prefix;

    RedisKeys(String prefix) {
        this.prefix = prefix;
    }

    String instance(InstanceRef instance) {
        return prefix + "instance:" + instance.key();
    }

    String engineKey(long engineKey) {
        return prefix + "engine:" + engineKey;
    }

    String task(String tenant, String taskId) {
        return prefix + "task:" + tenant + "/" + taskId;
    }

    String parked() {
        return prefix + "parked";
    }

    String awaiting(String tenant, String processId) {
        return prefix + "awaiting:" + tenant + "/" + processId;
    }

    String fence(String id) {
        return prefix + "fence:" + id;
    }

    String schedules() {
        return prefix + "schedules";
    }

    String schedulesDue() {
        return prefix + "schedules:due";
    }

    String firing(String occurrence) {
        return prefix + "firing:" + occurrence;
    }

    String events() {
        return prefix + "progress:events";
    }

    String engine() {
        return prefix + "progress:engine";
    }

    String definition(String tenant, String processId) {
        return prefix + "definition:" + tenant + "/" + processId;
    }

    /** A pattern of all of them. */
    String everything() {
        return prefix + "*";
    }

    String engineBegin() {
        return prefix + "engine-begin";
    }

    String whole() {
        return prefix + "whole";
    }
}
