package io.daxtrace.report.export;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.report.CsvCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Faults and fsync calls as CSV, a row each, what is not known empty. */
public final class FaultCsv implements FaultRows {
    private static final FaultField[] FIELDS = FaultField.values();
    private static final int CHUNK = 1 << 16;
    private static final String LINE_END = "\r\n";

    private final Writer out;
    private final StringBuilder rows = new StringBuilder(CHUNK + 1024);
    private final FieldTexts texts = new FieldTexts();
    private String input = "";
    private final PathTexts paths = new PathTexts(CsvCell::of);
    private String comm;
    private String commCell;

    public FaultCsv(Writer out) {
        this.out = out;
        rows.append("input");
        for (FaultField field : FIELDS) {
            rows.append(',').append(field.word());
        }
        rows.append(",comm,file").append(LINE_END);
    }

    @Override
    public void input(Capture capture) {
        input = CsvCell.of(capture.path());
        paths.input(capture);
    }

    @Override
    public void fault(Fault fault) {
        rows.append(input);
        for (FaultField field : FIELDS) {
            cell(field, field.of(fault));
        }
        endRow(fault.comm, fault.dev, fault.ino);
    }

    @Override
    public void fsync(FsyncCall call) {
        rows.append(input);
        for (FaultField field : FIELDS) {
            cell(field, field.of(call));
        }
        endRow(call.comm, call.dev, call.ino);
    }

    private void cell(FaultField field, long value) {
        rows.append(',');
        if (value == Event.UNKNOWN) {
            return;
        }
        if (field.isText()) {
            rows.append(texts.of(field, value));
        } else {
            rows.append(value);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the same name; another one is escaped again
    private void endRow(String name, long dev, long ino) {
        rows.append(',');
        if (name != null) {
            if (name != comm) {
                comm = name;
                commCell = CsvCell.of(name);
            }
            rows.append(commCell);
        }
        rows.append(',');
        String path = paths.of(dev, ino);
        if (path != null) {
            rows.append(path);
        }
        rows.append(LINE_END);
        if (rows.length() >= CHUNK) {
            try {
                write();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void write() throws IOException {
        out.append(rows);
        rows.setLength(0);
    }

    @Override
    public void inputEnded(Capture capture) {} // CSV has no place for it

    @Override
    public void end() throws IOException {
        write();
        out.flush();
    }
}
