package io.docket.workflow.schedule;

/**
 * A schedule.
 *
 * @param tenant owner
 * @param id id, unique in the tenant
 */
public record ScheduleRef(String tenant, String id) {
    /** Unique over all tenants: tenants have no slash. */
    public String key() {
        return tenant + "/" + id;
    }

    /** The schedule of the key. */
    public static ScheduleRef of(String key) {
        int slash = key.indexOf('/');
        return new ScheduleRef(key.substring(0, slash), key.substring(slash + 1));
    }
}
