package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.InstanceRef;
import java.time.Duration;
import java.util.Set;

/** The keys of the bridge in Redis, all under one prefix. */
public final class RedisKeys {
    /** How long an ended instance or task is still known, for late repetitions. */
    public static final Duration AFTERLIFE = Duration.ofDays(1);

    /** How long a mark of the engine's log is kept. */
    static final Duration FENCE_LIFE = Duration.ofMinutes(10);

    private static final Set<String> OF_ENGINE = Set.of(
            "instance",
            "engine",
            "engine-begin",
            "task",
            "unassigning",
            "parked",
            "awaiting",
            "fence",
            "progress",
            "definition",
            "message",
            "needs",
            "schedules",
            "firing",
            "whole");

    private final String prefix;

    /** Keys under a prefix. */
    public RedisKeys(String prefix) {
        this.prefix = prefix;
    }

    /** What is known of an instance. */
    public String instance(InstanceRef instance) {
        return prefix + "instance:" + instance.key();
    }

    String engineKey(long engineKey) {
        return prefix + "engine:" + engineKey;
    }

    String task(String tenant, String taskId) {
        return prefix + "task:" + tenant + "/" + taskId;
    }

    String unassigning(String tenant, String taskId) {
        return prefix + "unassigning:" + tenant + "/" + taskId;
    }

    /** Starts that wait for their process, by instance. */
    public String parked() {
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

    String definingTenants() {
        return prefix + "definition";
    }

    /** A pattern of all of them. */
    String everything() {
        return prefix + "*";
    }

    /** True if the key is about an engine, and goes with it; interim data and its keys outlive the engine. */
    boolean isOfEngine(String key) {
        String name = key.substring(prefix.length());
        int colon = name.indexOf(':');
        return OF_ENGINE.contains(colon < 0 ? name : name.substring(0, colon));
    }

    String engineBegin() {
        return prefix + "engine-begin";
    }

    String whole() {
        return prefix + "whole";
    }

    /** Written for what was written before to be awaited with it. */
    String awaited() {
        return prefix + "awaited";
    }

    /** Marks an instance that is over. */
    public String ended(InstanceRef instance) {
        return prefix + "ended:" + instance.key();
    }

    /** Instances whose data is to be removed. */
    public String removals() {
        return prefix + "removals";
    }

    /** Instances whose data is gone, and whose files are to be removed. */
    public String removalsOfFiles() {
        return prefix + "removals:files";
    }

    /** Since when they are in either. */
    public String removalsSince() {
        return prefix + "removals:since";
    }

    /** Keys of interim data by when they were first put. */
    public String interimAges() {
        return prefix + "interim:ages";
    }

    /** Keys of interim data that belong to no instance, by their end of life. */
    public String interimUnbound() {
        return prefix + "interim:unbound";
    }

    /** The instance that each key of interim data belongs to. */
    public String interimOwners() {
        return prefix + "interim:owners";
    }

    /** The command that took a key of interim data which belongs to no instance yet. */
    public String interimTaker(String key) {
        return prefix + "interim:taker:" + key;
    }

    /** How far the events were read for interim data. */
    String interimEvents() {
        return prefix + "interim:events";
    }

    /** There while all is known of interim data. */
    String interimWhole() {
        return prefix + "interim:whole";
    }

    /** Bytes of interim data. */
    public String interimBytes() {
        return prefix + "interim:bytes";
    }

    /** Where the form of a task lies. */
    public String taskForm(String tenant, String taskId) {
        return prefix + "form:" + tenant + "/" + taskId;
    }

    /** Tasks of an instance. */
    public String tasksOf(InstanceRef instance) {
        return prefix + "tasks:" + instance.key();
    }

    /** The first task of each definition in an instance. */
    public String firstTasks(InstanceRef instance) {
        return prefix + "first-tasks:" + instance.key();
    }

    /** Wrapped data keys of a tenant. */
    public String dataKeys(String tenant) {
        return prefix + "data-keys:" + tenant;
    }

    /** Tenants that have data keys. */
    public String keyTenants() {
        return prefix + "data-keys";
    }

    /** Payload and taker of a message. */
    public String message(long messageKey) {
        return prefix + "message:" + messageKey;
    }

    /** The message that began an instance of the engine. */
    public String messageBegan(long engineKey) {
        return prefix + "message:began:" + engineKey;
    }

    /** What a process needs of the data of its case. */
    public String needs(String tenant, String processId) {
        return prefix + "needs:" + tenant + "/" + processId;
    }

    /** Tenants whose commands wait for an account; with {@code :<tenant>} behind, those commands. They outlive the engine. */
    String parkedCommands() {
        return prefix + "tenant-commands";
    }

    /** Tenants whose automations wait for an account; with {@code :<tenant>} behind, the events that they wait to run for. */
    String parkedRuns() {
        return prefix + "tenant-runs";
    }
}
