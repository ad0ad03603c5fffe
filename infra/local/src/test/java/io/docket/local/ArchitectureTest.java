package io.docket.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.docket.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule only_the_broker_and_its_probe_import_kafka = noClasses()
            .that()
            .resideOutsideOfPackages("io.docket.local.broker..", "io.docket.local.probe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..");

    @ArchTest
    static final ArchRule only_the_gateway_imports_vertx = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.local.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..");

    @ArchTest
    static final ArchRule only_the_object_store_imports_s3proxy = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.local.objects..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.gaul..");

    @ArchTest
    static final ArchRule only_the_document_server_imports_its_library = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.local.documents..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("de.bwaldvogel..", "org.h2..");

    @ArchTest
    static final ArchRule servers_that_run_on_their_own_know_nothing_of_the_supervisor = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.docket.local.broker..",
                    "io.docket.local.documents..",
                    "io.docket.local.objects..",
                    "io.docket.local.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.docket.local.supervise..", "io.docket.local.server..", "io.docket.local.home..");

    @ArchTest
    static final ArchRule the_supervisor_does_not_print = noClasses()
            .that()
            .resideInAPackage("io.docket.local.supervise..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.docket.local.terminal..");
}
