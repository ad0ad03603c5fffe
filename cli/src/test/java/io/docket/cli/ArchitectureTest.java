package io.docket.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.docket.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_command_line_knows_the_contracts_and_no_other_module = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.docket.cli..",
                    "io.docket.contracts..",
                    "java..",
                    "javax.xml..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "picocli..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule the_log_reader_knows_nothing_of_commands = noClasses()
            .that()
            .resideInAPackage("io.docket.cli.xes")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.docket.cli.mapping", "io.docket.cli.importlog", "io.docket.cli.bulk");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("io.docket.cli.(*)..").should().beFreeOfCycles();
}
