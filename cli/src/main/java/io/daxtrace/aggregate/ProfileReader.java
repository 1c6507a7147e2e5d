package io.daxtrace.aggregate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.LossField;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads profiles of every schema up to this version's. What does not fit together is refused with its line. */
public final class ProfileReader {
    /** A profile of a thousand runs has about 20 MB; more is held in memory only for a wrong file. */
    private static final long MOST_CHARACTERS = 256L << 20;

    private final ProfileFields fields;

    private ProfileReader(ProfileFields fields) {
        this.fields = fields;
    }

    /**
     * Reads a whole profile.
     *
     * @param file for messages
     * @throws BadInputException when it is no profile, of a newer schema, or wrong
     */
    public static Profile read(String file, InputStream in) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MOST_CHARACTERS)
                        .maxNestingDepth(20)
                        .build())
                .build();
        try (JsonParser json = factory.createParser(in)) {
            return new ProfileReader(new ProfileFields(file, json)).profile();
        } catch (StreamConstraintsException e) {
            throw BadInputException.of(
                            file, "is too large or nested too deeply for a profile: " + e.getOriginalMessage())
                    .causedBy(e);
        } catch (JsonProcessingException e) {
            long line =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw BadInputException.atLine(
                            file, line, "not the JSON of a profile: " + ProfileFields.oneLine(e.getOriginalMessage()))
                    .causedBy(e);
        }
    }

    private Profile profile() throws IOException {
        List<Run> runs = new ArrayList<>();
        boolean[] seen = new boolean[3];
        fields.start();
        fields.object(name -> {
            switch (name) {
                case ProfileJson.SCHEMA -> {
                    schema(fields.text(name));
                    seen[0] = true;
                }
                case ProfileJson.UNIT -> {
                    unit(fields.text(name));
                    seen[1] = true;
                }
                case ProfileJson.RUNS -> {
                    if (!seen[0]) {
                        throw fields.bad("\"runs\" before \"schema\"");
                    }
                    seen[2] = true;
                    fields.array(() -> runs.add(run()));
                }
                default -> fields.skip();
            }
        });
        fields.end();
        if (!seen[0] || !seen[1] || !seen[2]) {
            throw fields.bad("not a profile: expected the fields schema, unit and runs");
        }
        return new Profile(runs);
    }

    private void schema(String schema) throws BadInputException {
        if (!schema.startsWith(ProfileJson.FAMILY)) {
            throw fields.bad("schema \"" + schema + "\", expected " + ProfileJson.FAMILY + ProfileJson.VERSION);
        }
        String version = schema.substring(ProfileJson.FAMILY.length());
        if (!version.matches("[1-9][0-9]{0,5}")) {
            throw fields.bad("schema \"" + schema + "\" has no version number");
        }
        if (Integer.parseInt(version) > ProfileJson.VERSION) {
            throw fields.bad("schema " + schema + " is newer than " + ProfileJson.FAMILY + ProfileJson.VERSION
                    + ", the newest this daxtrace reads: use the version that wrote it, or a later one");
        }
    }

    private void unit(String unit) throws BadInputException {
        if (!unit.equals(ProfileJson.NANOSECONDS)) {
            throw fields.bad("unit \"" + unit + "\": a profile is in ns");
        }
    }

    private Run run() throws IOException {
        String[] source = {fields.file()};
        Map<String, String> labels = new TreeMap<>();
        Map<String, String> environment = new TreeMap<>();
        Set<String> probes = new TreeSet<>();
        long[] resolution = {1};
        boolean[] complete = {false};
        LossAccount loss = new LossAccount();
        long[] span = {0};
        List<Group> groups = new ArrayList<>();
        fields.object(name -> {
            switch (name) {
                case ProfileJson.SOURCE -> source[0] = fields.file() + " (" + fields.text(name) + ")";
                case ProfileJson.LABELS -> fields.texts(labels);
                case ProfileJson.ENVIRONMENT -> fields.texts(environment);
                case ProfileJson.PROBES -> fields.array(() -> probes.add(fields.text(name)));
                case ProfileJson.RESOLUTION -> resolution[0] = fields.number(name, 1);
                case ProfileJson.COMPLETE -> complete[0] = fields.flag(name);
                case ProfileJson.LOSS -> loss(loss);
                case ProfileJson.SPAN -> span[0] = fields.number(name, 0);
                case ProfileJson.GROUPS -> fields.array(() -> groups.add(group()));
                default -> fields.skip();
            }
        });
        return new Run(source[0], labels, environment, probes, resolution[0], complete[0], loss, groups, span[0]);
    }

    private void loss(LossAccount loss) throws IOException {
        fields.object(name -> {
            LossField field = null;
            for (LossField known : LossField.values()) {
                field = known.word().equals(name) ? known : field;
            }
            if (field == null) {
                fields.skip();
            } else {
                field.set(loss, fields.number(name, 0));
            }
        });
    }

    private Group group() throws IOException {
        Map<String, String> key = new TreeMap<>();
        Map<String, Long> faults = new TreeMap<>();
        List<Metric> metrics = new ArrayList<>();
        fields.object(name -> {
            switch (name) {
                case ProfileJson.KEY -> fields.texts(key);
                case ProfileJson.FAULTS -> fields.object(kind -> faults.put(kind, fields.number(kind, 0)));
                case ProfileJson.METRICS -> fields.array(() -> metrics.add(ProfileMetric.read(fields)));
                default -> fields.skip();
            }
        });
        return new Group(key, faults(faults), metrics);
    }

    private static FaultCounts faults(Map<String, Long> by) {
        return new FaultCounts(
                by.getOrDefault("total", 0L),
                by.getOrDefault("sync", 0L),
                by.getOrDefault("async", 0L),
                by.getOrDefault("failed", 0L),
                by.getOrDefault("pte", 0L),
                by.getOrDefault("pmd", 0L),
                by.getOrDefault("fallbacks", 0L),
                by.getOrDefault("retries", 0L));
    }
}
