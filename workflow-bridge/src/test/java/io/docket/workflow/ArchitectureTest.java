package io.docket.workflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.docket.workflow", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule only_the_adapter_of_the_engine_knows_its_client = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.workflow.engine.zeebe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.camunda..");

    @ArchTest
    static final ArchRule only_the_feeds_know_kafka = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.workflow.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..");

    @ArchTest
    static final ArchRule only_the_stores_in_redis_know_redis = noClasses()
            .that()
            .resideOutsideOfPackages("io.docket.workflow.memory.redis..", "io.docket.workflow.interim.redis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus.redis..", "io.vertx.redis..", "io.vertx.mutiny..");

    /** The JDK's client cannot be told which address to connect to. */
    @ArchTest
    static final ArchRule only_calls_of_rest_services_know_vertx = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.docket.workflow.memory.redis..",
                    "io.docket.workflow.interim.redis..",
                    "io.docket.workflow.job.http..",
                    "io.docket.workflow")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..");

    @ArchTest
    static final ArchRule only_the_kit_knows_the_engine_of_feel =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.camunda..", "scala..");

    @ArchTest
    static final ArchRule only_the_mail_knows_mail_servers = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.workflow.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "org.jsoup..");

    @ArchTest
    static final ArchRule nothing_of_other_services_is_imported = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.docket.command..",
                    "io.docket.projection..",
                    "io.docket.notification..",
                    "io.docket.files..",
                    "io.docket.eventstore..");

    @ArchTest
    static final ArchRule adapters_are_free_of_cycles = slices().matching(
                    "io.docket.workflow.(engine.zeebe|memory.redis|interim.redis|interim.http|feed|health)..")
            .should()
            .beFreeOfCycles();
}
