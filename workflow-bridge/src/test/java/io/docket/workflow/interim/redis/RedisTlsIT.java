package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redis that talks TLS alone and has the users of the cluster's ACL, reached with the service's own configuration and the
 * variables that k8s/README.md names.
 */
class RedisTlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c~p");

    @TempDir
    Path folder;

    private RedisProcesses processes;
    private ServerCertificate certificate;
    private int port;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        processes = new RedisProcesses(folder);
        certificate = new ServerCertificate(folder, "redis");
        port = RedisProcesses.freePort();
        List<String> lines = new ArrayList<>(certificate.settings(port));
        lines.addAll(ClusterSettings.users());
        processes.start(port, false, lines);
    }

    @AfterEach
    void stop() {
        processes.close();
    }

    private static RedisUnderTest redis(Path authority, String... addresses) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DOCKET_REDIS_URI", String.join(",", addresses));
        environment.put("QUARKUS_REDIS_TLS_CONFIGURATION_NAME", "redis");
        environment.put("QUARKUS_TLS_REDIS_TRUST_STORE_PEM_CERTS", authority.toString());
        environment.put("QUARKUS_TLS_REDIS_HOSTNAME_VERIFICATION_ALGORITHM", "HTTPS");
        if (addresses.length > 1) {
            environment.put("DOCKET_REDIS_TYPE", "sentinel");
        }
        return new RedisUnderTest(vertx -> ServiceRedis.open(vertx, environment), Durability.NONE);
    }

    private static void assertThatFormsAreKept(RedisUnderTest redis) {
        redis.runs(INSTANCE, 7);
        redis.forms.created(INSTANCE, "c~ut-1", "review", false);
        InterimRef form = redis.bringing.taskForm(ANN, "t", "c~ut-1", submission("{\"amount\":5}"));

        InterimWorld.check(redis.checking, Use.COMPLETE_TASK, "c~ut-1", form);
        assertThat(redis.store.remove(INSTANCE)).isEqualTo(1);
        assertThat(redis.store.get(form.key())).isEmpty();
    }

    @Test
    void forms_are_kept_over_tls_as_the_user_of_the_cluster() {
        try (RedisUnderTest redis = redis(certificate.certificate(), "rediss://docket:secret@127.0.0.1:" + port)) {
            assertThatFormsAreKept(redis);
            assertThatThrownBy(() -> redis.redis.execute("CONFIG", "GET", "*")).hasMessageContaining("NOPERM");
        }
    }

    @Test
    void forms_are_kept_over_tls_where_sentinels_say_which_is_the_master() throws IOException {
        int first = sentinel();
        int second = sentinel();
        try (RedisUnderTest redis = redis(
                certificate.certificate(),
                "rediss://docket:secret@127.0.0.1:" + first,
                "rediss://docket:secret@127.0.0.1:" + second)) {
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> redis.runs(INSTANCE, 7));
            assertThatFormsAreKept(redis);
        }
    }

    private int sentinel() throws IOException {
        int sentinel = RedisProcesses.freePort();
        List<String> lines = new ArrayList<>(certificate.settings(sentinel));
        lines.addAll(ClusterSettings.sentinel(port));
        processes.start(sentinel, true, lines);
        return sentinel;
    }

    @Test
    void server_whose_authority_is_another_one_and_another_user_are_not_talked_to()
            throws IOException, GeneralSecurityException {
        ServerCertificate other = new ServerCertificate(folder, "other");

        try (RedisUnderTest redis = redis(other.certificate(), "rediss://docket:secret@127.0.0.1:" + port)) {
            assertThatThrownBy(() -> redis.runs(INSTANCE, 7)).hasStackTraceContaining("SSLHandshakeException");
        }
        try (RedisUnderTest redis = redis(certificate.certificate(), "rediss://docket:wrong@127.0.0.1:" + port)) {
            assertThatThrownBy(() -> redis.runs(INSTANCE, 7)).hasStackTraceContaining("WRONGPASS");
        }
    }
}
