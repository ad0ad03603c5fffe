package io.docket.workflow.job;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often jobs were tried in vain, for the pause before the next attempt. Forgets those that it heard of longest ago. */
final class Attempts {
    private static final int MAX_JOBS = 10_000;

    private final Map<Long, Integer> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
            return size() > MAX_JOBS;
        }
    };

    /** One more failure. Returns how many they are now. */
    synchronized int failed(long jobKey) {
        int before = failures.getOrDefault(jobKey, 0);
        failures.remove(jobKey);
        failures.put(jobKey, before + 1);
        return before + 1;
    }

    /** The job is over. */
    synchronized void over(long jobKey) {
        failures.remove(jobKey);
    }
}
