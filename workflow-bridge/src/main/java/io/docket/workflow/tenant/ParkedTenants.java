package io.docket.workflow.tenant;

import io.docket.workflow.retry.Stopped;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The tenants that wait for an account, and what becomes of what they wait with. Each takes its turn; what one cannot do now
 * stops no other.
 *
 * <pre>
 *   served ── a command, and no account ──> parked ── an account, and all is sent ──> served
 * </pre>
 */
public final class ParkedTenants {
    private static final Logger LOG = Logger.getLogger(ParkedTenants.class);

    private final List<ParkedWork> works;
    private final AtomicReference<Set<String>> parked = new AtomicReference<>(Set.of());

    /** Tenants that wait with such work. */
    public ParkedTenants(List<ParkedWork> works, MeterRegistry metrics) {
        this.works = works;
        metrics.gauge(
                "docket.bridge.tenants.parked", parked, tenants -> tenants.get().size());
    }

    /**
     * Gives each tenant one turn.
     *
     * @return true if a tenant has less to wait for now
     */
    public boolean goOn() {
        Set<String> waiting = new HashSet<>();
        boolean went = false;
        for (ParkedWork work : works) {
            for (String tenant : work.queue().tenants()) {
                waiting.add(tenant);
                went |= isTurn(work, tenant);
            }
        }
        tell(waiting);
        return went;
    }

    /** How many commands and events wait, by tenant. */
    public Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        for (ParkedWork work : works) {
            work.queue()
                    .tenants()
                    .forEach(tenant -> sizes.merge(tenant, work.queue().size(tenant), Long::sum));
        }
        return sizes;
    }

    private static boolean isTurn(ParkedWork work, String tenant) {
        try {
            return work.goOn(tenant);
        } catch (Stopped e) {
            throw e;
        } catch (Unavailable e) {
            LOG.debugf("tenant waits on tenant=%s error=\"%s\"", tenant, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf("tenant waits on tenant=%s error=\"%s\"", tenant, e);
        }
        return false;
    }

    private void tell(Set<String> waiting) {
        Set<String> before = parked.getAndSet(Set.copyOf(waiting));
        waiting.stream()
                .filter(tenant -> !before.contains(tenant))
                .forEach(tenant ->
                        LOG.warnf("parked tenant=%s: no account of the bridge, what it does is kept", tenant));
        before.stream()
                .filter(tenant -> !waiting.contains(tenant))
                .forEach(tenant -> LOG.infof("served again tenant=%s", tenant));
    }
}
