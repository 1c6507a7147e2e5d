package io.daxtrace.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Printable;
import io.daxtrace.report.HostileNames;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hostile names in rows of faults. */
class FaultRowsNamesTest {
    @Test
    void rowsOfCsvStayRows() throws IOException {
        for (String name : HostileNames.ALL) {
            StringWriter text = new StringWriter();
            rows(new FaultCsv(text), name);
            assertThat(text.toString().split("\r\n", -1)).hasSize(4); // a header, a fault, an fsync call, no rest
            assertThat(text.toString().replace("\r\n", "").chars().filter(c -> c < ' '))
                    .isEmpty();
            List<List<String>> rows = csv(text.toString());
            for (List<String> row : rows) {
                assertThat(row).hasSameSizeAs(rows.get(0));
            }
            String shown = Printable.escape(name);
            String last = rows.get(1).get(rows.get(1).size() - 1);
            assertThat(last).isIn(shown, "'" + shown).doesNotStartWith("=");
            assertThat(rows.get(1).get(0)).isEqualTo(last);
            assertThat(rows.get(1).get(rows.get(1).size() - 2)).isEqualTo(last);
            assertThat(rows.get(2).get(rows.get(2).size() - 1))
                    .as("a file without a path")
                    .isEmpty();
        }
    }

    @Test
    void linesOfJsonAreWholeAndKeepTheName() throws IOException {
        for (String name : HostileNames.ALL) {
            StringWriter text = new StringWriter();
            rows(new FaultJsonLines(text), name);
            assertThat(text.toString().chars().filter(c -> c != '\n' && (c < ' ' || c > '~')))
                    .isEmpty();
            List<String> lines = text.toString().lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(field(lines.get(0), "comm")).isEqualTo(name);
            assertThat(field(lines.get(1), "comm")).isEqualTo(name);
            assertThat(field(lines.get(2), "path")).isEqualTo(name);
            assertThat(field(lines.get(0), "file")).isEqualTo(name);
            assertThat(field(lines.get(1), "file")).isNull();
        }
    }

    private static void rows(FaultRows rows, String name) throws IOException {
        Capture capture = new Capture(name);
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.SYNC;
        fault.comm = name;
        fault.dev = 1;
        fault.ino = 2;
        capture.files().file(new FileId(1, 2), new FilePath(name, FilePath.State.PRESENT, 0));
        FsyncCall call = new FsyncCall().clear();
        call.comm = name;
        rows.input(capture);
        rows.fault(fault);
        rows.fsync(call);
        rows.inputEnded(capture);
        rows.end();
    }

    private static String field(String line, String name) throws IOException {
        String value = null;
        try (JsonParser json = new JsonFactory().createParser(line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals(name)) {
                    value = json.getText();
                }
                json.skipChildren();
            }
            assertThat(json.nextToken()).isNull();
        }
        return value;
    }

    /** RFC 4180, read a character at a time. */
    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.split("\r\n")) {
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            assertThat(quoted).isFalse();
            cells.add(cell.toString());
            rows.add(cells);
        }
        return rows;
    }
}
