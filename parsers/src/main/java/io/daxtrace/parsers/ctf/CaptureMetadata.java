package io.daxtrace.parsers.ctf;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a capture says about its recording. Texts are kept whole except for NUL and unpaired surrogates, which become
 * U+FFFD.
 *
 * @param kernel the kernel's release (uname -r), or null
 * @param clock the trace clock's name, {@code monotonic}, or null
 * @param epochOffset nanoseconds from the Unix epoch to the clock's zero
 * @param resolution nanoseconds between neighbouring timestamps, at least 1
 * @param pageSize bytes of a base page
 * @param filters the filters applied in the kernel, a text each
 * @param probes what bounded each stage, as in {@link io.daxtrace.event.Capture#probes()}
 * @param details what --detail followed inside the stages; where it is empty, faults have no parts
 * @param mountOptions one text for each DAX mount
 * @param environment what else is known of the machine
 * @param labels the run's workload
 */
public record CaptureMetadata(
        String kernel,
        String clock,
        long epochOffset,
        long resolution,
        int pageSize,
        List<String> filters,
        List<String> probes,
        List<String> details,
        List<String> mountOptions,
        SortedMap<String, String> environment,
        SortedMap<String, String> labels) {

    public CaptureMetadata {
        kernel = kernel == null ? null : TsdlString.encodable(kernel);
        clock = clock == null ? null : TsdlString.encodable(clock);
        filters = encodable(filters);
        probes = encodable(probes);
        details = encodable(details);
        mountOptions = encodable(mountOptions);
        environment = encodable(environment);
        labels = encodable(labels);
        if (resolution < 1 || pageSize < 1) {
            throw new IllegalArgumentException("resolution " + resolution + ", page size " + pageSize);
        }
    }

    /** Of a live recording: nanosecond timestamps, nothing known yet but the kernel and the clock. */
    public static CaptureMetadata of(String kernel, String clock, long epochOffset, int pageSize) {
        return new CaptureMetadata(
                kernel,
                clock,
                epochOffset,
                1,
                pageSize,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** The same with what was asked for and chosen. */
    public CaptureMetadata with(
            List<String> newFilters, List<String> newProbes, List<String> newDetails, List<String> newMountOptions) {
        return new CaptureMetadata(
                kernel,
                clock,
                epochOffset,
                resolution,
                pageSize,
                newFilters,
                newProbes,
                newDetails,
                newMountOptions,
                environment,
                labels);
    }

    /** Whether its faults have the parts of their stages. */
    boolean hasParts() {
        return !details.isEmpty();
    }

    /** The same with the machine and the workload. */
    public CaptureMetadata with(Map<String, String> newEnvironment, Map<String, String> newLabels) {
        return new CaptureMetadata(
                kernel,
                clock,
                epochOffset,
                resolution,
                pageSize,
                filters,
                probes,
                details,
                mountOptions,
                new TreeMap<>(newEnvironment),
                new TreeMap<>(newLabels));
    }

    private static List<String> encodable(List<String> texts) {
        return texts.stream().map(TsdlString::encodable).toList();
    }

    private static SortedMap<String, String> encodable(SortedMap<String, String> texts) {
        SortedMap<String, String> encodable = new TreeMap<>();
        texts.forEach((name, value) -> encodable.put(TsdlString.encodable(name), TsdlString.encodable(value)));
        return Collections.unmodifiableSortedMap(encodable);
    }
}
