package io.docket.local.server;

import io.docket.local.address.Port;
import io.docket.local.probe.HttpProbe;
import io.docket.local.process.Jvm;
import io.docket.local.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak with our realm, started without its shell script, so that ending it ends the JVM.
 *
 * <p>Its program is shared by all stacks of this repository, its data is not: the home folder that Keycloak sees is
 * made of links to the program and of this stack's data folder. The realm comes from the file in the repository, whose
 * placeholders Keycloak itself fills from the environment; where the file or a secret has changed, the database is
 * thrown away and the realm imported again.
 */
final class Keycloak {
    static final String NAME = "keycloak";
    private static final int HEAP_MEGABYTES = 192;
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(4);
    private static final List<String> BUILD =
            List.of("build", "--db=dev-file", "--features-disabled=ciba,par,device-flow,kerberos");

    private Keycloak() {}

    static Server in(Stack stack) {
        String issuer = stack.addresses().get("DOCKET_OIDC_ISSUER");
        return new Server(
                NAME,
                Server.Kind.INFRA,
                Set.of(),
                List.of(Port.KEYCLOAK),
                issuer,
                stack.external("DOCKET_OIDC_ISSUER"),
                () -> prepare(stack),
                HttpProbe.of(issuer),
                START_LIMIT);
    }

    private static Launch prepare(Stack stack) throws IOException, InterruptedException, Preparation.NotBuilt {
        Path program = Distribution.unpacked(stack.home(), "keycloak-");
        build(stack, program);
        Path home = Files.createDirectories(stack.home().data(NAME));
        link(home.resolve("lib"), program.resolve("lib"));
        link(home.resolve("conf"), program.resolve("conf"));
        link(home.resolve("providers"), program.resolve("providers"));
        link(home.resolve("themes"), program.resolve("themes"));
        Map<String, String> environment = environment(stack);
        RealmImport.prepare(stack.home().root().resolve("infra/keycloak/docket-realm.json"), home, environment);
        List<String> command = new ArrayList<>(java(stack, NAME, program, home));
        command.addAll(List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + stack.portText(Port.KEYCLOAK),
                "--hostname=http://127.0.0.1:" + stack.portText(Port.KEYCLOAK)));
        return new Launch(command, environment, home);
    }

    /** Keycloak compiles its configuration into the program once. */
    private static void build(Stack stack, Path program) throws IOException, InterruptedException {
        Path done = program.resolve("lib/quarkus/docket-build");
        String options = String.join(" ", BUILD);
        if (Files.exists(done) && Files.readString(done).equals(options)) {
            return;
        }
        List<String> command = new ArrayList<>(java(stack, NAME + "-build", program, program));
        command.addAll(BUILD);
        Process process =
                new Launch(command, Map.of(), program).start(stack.home().log(NAME));
        try {
            if (!process.waitFor(BUILD_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("its build failed, see "
                        + stack.home().shown(stack.home().log(NAME)));
            }
        } finally {
            process.destroyForcibly();
        }
        Files.writeString(done, options);
    }

    private static List<String> java(Stack stack, String archive, Path program, Path keycloakHome) {
        return Jvm.quickStart(stack.home(), archive, HEAP_MEGABYTES)
                .with(
                        "-Dkc.home.dir=" + keycloakHome,
                        "-Djboss.server.config.dir=" + keycloakHome.resolve("conf"),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dpicocli.disable.closures=true",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED")
                .main(
                        program.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    }

    private static Map<String, String> environment(Stack stack) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", stack.secrets().get("keycloak-admin"));
        environment.put("DOCKET_BRIDGE_SECRET", stack.addresses().get("DOCKET_BRIDGE_SECRET"));
        environment.put("DOCKET_GATEWAY_PORT", stack.portText(Port.GATEWAY));
        for (String user : DemoUsers.NAMES) {
            environment.put(
                    "DOCKET_PASSWORD_" + user.toUpperCase(Locale.ROOT),
                    stack.secrets().get("user-" + user));
        }
        return environment;
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.isSymbolicLink(link)) {
            if (Files.readSymbolicLink(link).equals(target)) {
                return;
            }
            Files.delete(link);
        }
        Files.createSymbolicLink(link, target);
    }
}
