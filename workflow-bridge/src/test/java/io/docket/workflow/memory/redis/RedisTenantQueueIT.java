package io.docket.workflow.memory.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.memory.TenantQueue;
import io.docket.workflow.retry.Unavailable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisTenantQueueIT {
    private static final int CAPACITY = 3;

    private final LocalRedis redis = new LocalRedis();
    private final RedisMemory memory = redis.memory();
    private final TenantQueue queue = memory.tenants(CAPACITY).commands();

    @AfterEach
    void close() {
        redis.close();
    }

    private List<String> all(String tenant) {
        return queue.first(tenant, 100);
    }

    @Test
    void items_of_a_tenant_are_in_order_and_apart_from_those_of_others() {
        queue.put("acme", List.of("a", "b"));
        queue.put("globex", List.of("g"));
        queue.put("acme", List.of("c"));

        assertThat(all("acme")).containsExactly("a", "b", "c");
        assertThat(queue.first("acme", 2)).containsExactly("a", "b");
        assertThat(queue.size("acme")).isEqualTo(3);
        assertThat(queue.tenants()).containsExactlyInAnyOrder("acme", "globex");
        assertThat(memory.tenants(CAPACITY).runs().tenants()).isEmpty();
    }

    @Test
    void nothing_is_put_behind_nothing() {
        assertThat(queue.putBehind("acme", "a")).isFalse();
        queue.put("acme", List.of("a"));
        assertThat(queue.putBehind("acme", "b")).isTrue();

        assertThat(all("acme")).containsExactly("a", "b");
    }

    @Test
    void what_waits_already_stays_where_it_is() {
        queue.put("acme", List.of("a", "b", "c"));

        assertThat(queue.putBehind("acme", "a")).isTrue();
        assertThat(queue.putBehind("acme", "c")).isTrue();

        assertThat(all("acme")).containsExactly("a", "b", "c");
    }

    @Test
    void what_is_put_once_more_as_it_was_not_answered_is_there_once() {
        queue.put("acme", List.of("a", "b", "c"));

        queue.put("acme", List.of("b", "c"));
        queue.put("acme", List.of("a", "b", "c"));

        assertThat(all("acme")).containsExactly("a", "b", "c");
    }

    @Test
    void full_queue_takes_nothing_more() {
        queue.put("acme", List.of("a", "b"));
        queue.put("acme", List.of("c", "d"));

        assertThatThrownBy(() -> queue.put("acme", List.of("e"))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> queue.putBehind("acme", "e")).isInstanceOf(Unavailable.class);

        assertThat(all("acme")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void what_is_settled_makes_place_for_what_is_left_of_it() {
        queue.put("acme", List.of("a", "b", "c"));

        queue.settle("acme", List.of("a", "b"), List.of("a2", "b2"));
        assertThat(all("acme")).containsExactly("a2", "b2", "c");
        queue.settle("acme", List.of("a2", "b2", "c"), List.of());

        assertThat(all("acme")).isEmpty();
        assertThat(queue.tenants()).isEmpty();
    }

    @Test
    void what_somebody_else_has_settled_is_left_alone() {
        queue.put("acme", List.of("a", "b", "c"));
        queue.settle("acme", List.of("a", "b"), List.of("a"));

        queue.settle("acme", List.of("a", "b"), List.of());
        queue.settle("acme", List.of("a", "c", "d"), List.of());

        assertThat(all("acme")).containsExactly("a", "c");
    }

    @Test
    void it_outlives_the_engine() {
        queue.put("acme", List.of("a"));

        memory.progress().forgetAll();

        assertThat(all("acme")).containsExactly("a");
        assertThat(queue.tenants()).containsExactly("acme");
    }
}
