package io.daxtrace;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;

/** The rooms of the design: what lives in each, and what may not. */
@AnalyzeClasses(packages = "io.daxtrace", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String EVENT = "io.daxtrace.event..";
    private static final String DISTRIBUTION = "io.daxtrace.distribution..";
    private static final String PARSERS = "io.daxtrace.parsers..";
    private static final String FAULTS = "io.daxtrace.faults..";
    /** Without what was found out about promises: that is a result, as the aggregate's are. */
    private static final String ASSEMBLY = "io.daxtrace.faults";

    private static final String THREADS = "io.daxtrace.faults.threads..";
    private static final String PROMISE = "io.daxtrace.faults.promise..";

    private static final String BPF = "io.daxtrace.bpf..";
    private static final String FILES = "io.daxtrace.files..";
    private static final String AGGREGATE = "io.daxtrace.aggregate..";
    private static final String SELECTION = "io.daxtrace.selection..";
    private static final String COMPARE = "io.daxtrace.compare..";
    private static final String MATHEMATICS = "io.daxtrace.compare.mathematics..";
    private static final String MATCHING = "io.daxtrace.compare.matching..";
    private static final String VERDICTS = "io.daxtrace.compare.verdicts..";
    /** What puts the rooms of the comparison together. */
    private static final String COMPARER = "io.daxtrace.compare";

    private static final String REPORT = "io.daxtrace.report..";
    /** What the rooms of the report share. */
    private static final String SHARED_BY_REPORTS = "io.daxtrace.report";

    private static final String REPORT_ROOMS = "io.daxtrace.report.*..";
    private static final String OF_ANALYSES = "io.daxtrace.report.analysis..";
    private static final String PAGE = "io.daxtrace.report.page..";
    private static final String EXPORT = "io.daxtrace.report.export..";
    private static final String OF_COMPARISONS = "io.daxtrace.report.comparison..";
    private static final String OF_BENCHES = "io.daxtrace.report.bench..";
    private static final String OF_VERIFICATIONS = "io.daxtrace.report.verify..";
    private static final String BENCH = "io.daxtrace.bench..";
    private static final String CLI = "io.daxtrace.cli..";

    @ArchTest
    static final ArchRule eventsKnowNoFormat = noClasses()
            .that()
            .resideInAPackage(EVENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DISTRIBUTION, PARSERS, FAULTS, BPF, AGGREGATE, COMPARE, REPORT, CLI);

    @ArchTest
    static final ArchRule distributionsKnowNoKeys = noClasses()
            .that()
            .resideInAPackage(DISTRIBUTION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVENT, PARSERS, FAULTS, BPF, AGGREGATE, COMPARE, REPORT, CLI);

    @ArchTest
    static final ArchRule readersComputeNoLatencies = noClasses()
            .that()
            .resideInAPackage(PARSERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAULTS, BPF, AGGREGATE, COMPARE, REPORT, CLI);

    @ArchTest
    static final ArchRule assemblyKnowsEventsAlone = noClasses()
            .that()
            .resideInAPackage(FAULTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DISTRIBUTION, PARSERS, BPF, AGGREGATE, COMPARE, REPORT, CLI);

    @ArchTest
    static final ArchRule callsAndThreadsKnowNoFault = noClasses()
            .that()
            .resideInAPackage(THREADS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ASSEMBLY, PROMISE)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Fault.class, FaultSink.class, FaultResult.class, FsyncCall.class);

    /** Else a defect of the assembler were one of verify too. */
    @ArchTest
    static final ArchRule promisesAreCheckedWithoutTheAssembler = noClasses()
            .that()
            .resideInAPackage(PROMISE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ASSEMBLY);

    @ArchTest
    static final ArchRule liveTracingPrintsNothing = noClasses()
            .that()
            .resideInAPackage(BPF)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAULTS, AGGREGATE, COMPARE, REPORT, CLI);

    @ArchTest
    static final ArchRule pathsAreFoundWithoutTheTracer = noClasses()
            .that()
            .resideInAPackage(FILES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DISTRIBUTION, PARSERS, FAULTS, BPF, AGGREGATE, COMPARE, REPORT, CLI);

    @ArchTest
    static final ArchRule aggregationReadsNoTraces = noClasses()
            .that()
            .resideInAPackage(AGGREGATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PARSERS, FAULTS, BPF, COMPARE, REPORT, CLI);

    @ArchTest
    static final ArchRule aggregationSelectsNothing = noClasses()
            .that()
            .resideInAPackage(AGGREGATE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SELECTION);

    @ArchTest
    static final ArchRule selectionKnowsOperationsAlone = noClasses()
            .that()
            .resideInAPackage(SELECTION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PARSERS, FAULTS, BPF, COMPARE, BENCH, REPORT, CLI);

    @ArchTest
    static final ArchRule comparisonPrintsNothing = noClasses()
            .that()
            .resideInAPackage(COMPARE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PARSERS, FAULTS, BPF, REPORT, CLI);

    @ArchTest
    static final ArchRule mathematicsKnowsDistributionsAlone = noClasses()
            .that()
            .resideInAPackage(MATHEMATICS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVENT, AGGREGATE, BENCH, COMPARER, MATCHING, VERDICTS);

    @ArchTest
    static final ArchRule matchingJudgesNothing = noClasses()
            .that()
            .resideInAPackage(MATCHING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMPARER, VERDICTS);

    @ArchTest
    static final ArchRule verdictsDoNotKnowWhoAsks = noClasses()
            .that()
            .resideInAPackage(VERDICTS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(COMPARER);

    @ArchTest
    static final ArchRule theBenchReadsAndPrintsNothing = noClasses()
            .that()
            .resideInAPackage(BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PARSERS, FAULTS, COMPARE, REPORT, CLI);

    @ArchTest
    static final ArchRule reportsReadNothing = noClasses()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PARSERS, ASSEMBLY, THREADS, BPF, CLI);

    /** But all may draw. With the next two rules, there are no cycles among them either. */
    @ArchTest
    static final ArchRule roomsOfTheReportDoNotKnowEachOther = slices().matching("io.daxtrace.report.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(PAGE));

    @ArchTest
    static final ArchRule drawingKnowsNoResult = noClasses()
            .that()
            .resideInAPackage(PAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AGGREGATE, FAULTS, COMPARE, BENCH);

    @ArchTest
    static final ArchRule whatReportsShareKnowsNoneOfThem = noClasses()
            .that()
            .resideInAPackage(SHARED_BY_REPORTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(REPORT_ROOMS, FAULTS, COMPARE, BENCH);

    @ArchTest
    static final ArchRule reportsOfAnalysesKnowNoOtherResult = noClasses()
            .that()
            .resideInAnyPackage(OF_ANALYSES, EXPORT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAULTS, COMPARE, BENCH);

    @ArchTest
    static final ArchRule reportsOfComparisonsKnowNoOtherResult = noClasses()
            .that()
            .resideInAPackage(OF_COMPARISONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAULTS, BENCH);

    @ArchTest
    static final ArchRule reportsOfBenchesKnowNoOtherResult = noClasses()
            .that()
            .resideInAPackage(OF_BENCHES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAULTS, COMPARE);

    @ArchTest
    static final ArchRule reportsOfVerificationsKnowNoOtherResult = noClasses()
            .that()
            .resideInAPackage(OF_VERIFICATIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DISTRIBUTION, COMPARE, BENCH);

    @ArchTest
    static final ArchRule everyReportHasARoom = classes()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .resideInAnyPackage(
                    SHARED_BY_REPORTS, OF_ANALYSES, PAGE, EXPORT, OF_COMPARISONS, OF_BENCHES, OF_VERIFICATIONS);

    @ArchTest
    static final ArchRule onlyCommandsPrint = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule jnaStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage(BPF)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule picocliStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule formatsDoNotKnowEachOther =
            slices().matching("io.daxtrace.parsers.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("io.daxtrace.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyClassHasARoom = classes()
            .should()
            .resideInAnyPackage(
                    EVENT,
                    DISTRIBUTION,
                    PARSERS,
                    FAULTS,
                    BPF,
                    FILES,
                    AGGREGATE,
                    SELECTION,
                    COMPARE,
                    BENCH,
                    REPORT,
                    CLI);
}
