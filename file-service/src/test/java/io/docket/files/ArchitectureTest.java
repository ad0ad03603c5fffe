package io.docket.files;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.docket.files", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule only_the_store_knows_s3 = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.files.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule files_know_no_log_no_engine_and_no_database = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.camunda..", "com.mongodb..", "io.vertx.redis..");

    @ArchTest
    static final ArchRule of_ours_only_contracts_and_kit_are_imported = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.docket.eventstore..",
                    "io.docket.command..",
                    "io.docket.projection..",
                    "io.docket.workflow..",
                    "io.docket.notification..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.docket.files.(*)..").should().beFreeOfCycles();
}
