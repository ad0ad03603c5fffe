package io.docket.workflow.interim.redis;

import io.quarkus.redis.runtime.client.VertxRedisClientFactory;
import io.quarkus.redis.runtime.client.config.RedisConfig;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.CertificateRecorder;
import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.quarkus.tls.runtime.keystores.PemKeyStores;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;

/** The connection to Redis as the service makes it: from its {@code application.properties} and the environment. */
final class ServiceRedis {
    private static final int ENVIRONMENT = 300;
    private static final int PACKAGED = 250;

    private ServiceRedis() {}

    static Redis open(Vertx vertx, Map<String, String> environment) {
        SmallRyeConfig config = config(environment);
        return Redis.newInstance(VertxRedisClientFactory.create(
                VertxRedisClientFactory.DEFAULT_CLIENT,
                vertx.getDelegate(),
                config.getConfigMapping(RedisConfig.class).clients().get(RedisConfig.DEFAULT_CLIENT_NAME),
                certificates(vertx.getDelegate(), config.getConfigMapping(TlsConfig.class)),
                name -> Optional.empty()));
    }

    /** What the service does with trust stores of PEM files when it starts. */
    private static TlsConfigurationRegistry certificates(io.vertx.core.Vertx vertx, TlsConfig config) {
        CertificateRecorder certificates = new CertificateRecorder(new RuntimeValue<>(config));
        config.namedCertificateConfig()
                .forEach((name, bucket) -> certificates.register(
                        name,
                        new Trusted(
                                name,
                                bucket,
                                PemKeyStores.verifyPEMTrustStoreStore(
                                        bucket.trustStore().orElseThrow(), vertx, name))));
        return certificates;
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .withMapping(RedisConfig.class)
                    .withMapping(TlsConfig.class)
                    .withMappingIgnore("**")
                    .withSources(new PropertiesConfigSource(
                            Path.of("src/main/resources/application.properties")
                                    .toUri()
                                    .toURL(),
                            PACKAGED))
                    .withSources(new EnvConfigSource(environment, ENVIRONMENT))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trust as it is configured under a name. */
    private static final class Trusted extends BaseTlsConfiguration {
        private final String name;
        private final TlsBucketConfig bucket;
        private final TrustStoreAndTrustOptions trust;

        Trusted(String name, TlsBucketConfig bucket, TrustStoreAndTrustOptions trust) {
            this.name = name;
            this.bucket = bucket;
            this.trust = trust;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public KeyStore getTrustStore() {
            return trust.trustStore;
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return trust.options;
        }

        @Override
        public SSLOptions getSSLOptions() {
            return new SSLOptions()
                    .setTrustOptions(trust.options)
                    .setEnabledSecureTransportProtocols(bucket.protocols());
        }

        @Override
        public Optional<String> getHostnameVerificationAlgorithm() {
            return bucket.hostnameVerificationAlgorithm();
        }
    }
}
