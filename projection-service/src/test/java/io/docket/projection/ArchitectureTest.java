package io.docket.projection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.docket.projection.view.Projector;

@AnalyzeClasses(packages = "io.docket.projection", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule only_messaging_knows_kafka = noClasses()
            .that()
            .resideOutsideOfPackage("..messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..");

    @ArchTest
    static final ArchRule only_mongo_knows_mongodb = noClasses()
            .that()
            .resideOutsideOfPackage("..projection.mongo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..", "io.quarkus.mongodb..");

    @ArchTest
    static final ArchRule only_redis_knows_redis = noClasses()
            .that()
            .resideOutsideOfPackage("..projection.redis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus.redis..", "io.vertx..");

    @ArchTest
    static final ArchRule only_the_index_of_the_history_knows_lucene = noClasses()
            .that()
            .resideOutsideOfPackage("..history.index..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule only_parquet_knows_parquet = noClasses()
            .that()
            .resideOutsideOfPackage("..history.parquet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule only_the_lake_knows_s3 = noClasses()
            .that()
            .resideOutsideOfPackage("..history.lake..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule projectors_are_pure = classes()
            .that()
            .implement(Projector.class)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "jakarta.enterprise.context..",
                    "io.docket.contracts..",
                    "io.docket.projection.view..",
                    "io.docket.projection.cases..",
                    "io.docket.projection.tasks..",
                    "io.docket.projection.processes..",
                    "io.docket.projection.casetypes..",
                    "io.docket.projection.records..",
                    "io.docket.projection.definitions..",
                    "io.docket.projection.mails..",
                    "io.docket.projection.schedules..",
                    "io.docket.projection.automations..",
                    "io.docket.kit.time..",
                    "io.docket.projection.timeline..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.docket.projection.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule contracts_and_kit_are_all_that_is_ours = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.docket.command..",
                    "io.docket.eventstore..",
                    "io.docket.workflow..",
                    "io.docket.notification..",
                    "io.docket.files..");
}
