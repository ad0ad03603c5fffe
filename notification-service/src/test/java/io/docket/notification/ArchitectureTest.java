package io.docket.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.docket.notification", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule only_the_messaging_adapter_knows_kafka = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.notification.log.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule only_the_novu_package_knows_novu = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.notification.novu..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("co.novu..", "retrofit2..", "okhttp3..");

    @ArchTest
    static final ArchRule only_the_facts_on_disk_know_their_store = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.notification.facts.disk..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule nothing_of_other_services_and_no_store_is_imported = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.docket.eventstore..",
                    "io.docket.command..",
                    "io.docket.projection..",
                    "io.docket.workflow..",
                    "io.docket.files..",
                    "io.camunda..",
                    "com.mongodb..",
                    "io.quarkus.redis..");

    @ArchTest
    static final ArchRule the_engine_knows_no_connection = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.docket.notification.log",
                    "io.docket.notification.facts..",
                    "io.docket.notification.filter..",
                    "io.docket.notification.live..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.docket.notification.socket..",
                    "io.docket.notification.stream..",
                    "io.docket.notification.log.kafka..",
                    "io.quarkus.websockets..");
}
