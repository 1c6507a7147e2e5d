package io.daxtrace.aggregate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.util.Map;

/** Takes JSON apart field by field, each of the type it must have; every complaint names file and line. */
final class ProfileFields {
    private static final int LONGEST_SHOWN = 60;

    private final String file;
    private final JsonParser json;

    /** Reads one value; the parser stands on its first token, and must stand on its last afterwards. */
    interface Field {
        void read(String name) throws IOException;
    }

    /** Reads one element in the same way. */
    interface Element {
        void read() throws IOException;
    }

    ProfileFields(String file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    String file() {
        return file;
    }

    void start() throws IOException {
        json.nextToken();
    }

    void end() throws IOException {
        if (json.nextToken() != null) {
            throw bad("something follows the profile");
        }
    }

    void object(Field field) throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            field.read(name);
        }
    }

    void array(Element element) throws IOException {
        expect(JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    void texts(Map<String, String> into) throws IOException {
        object(name -> into.put(name, text(name)));
    }

    String text(String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected(name, "a text");
        }
        return json.getText();
    }

    boolean flag(String name) throws IOException {
        if (!json.currentToken().isBoolean()) {
            throw unexpected(name, "true or false");
        }
        return json.getBooleanValue();
    }

    /** A whole number that fits in 63 bits and is not less than this. */
    long number(String name, long least) throws IOException {
        long value = number(name);
        if (value < least) {
            throw bad("\"" + name + "\" is " + value + ", expected " + least + " or more");
        }
        return value;
    }

    /** The same, or what null stands for. */
    long numberOr(String name, long least, long ofNull) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL ? ofNull : number(name, least);
    }

    private long number(String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw unexpected(name, "a whole number below 2^63");
        }
        return json.getLongValue();
    }

    void skip() throws IOException {
        json.skipChildren();
    }

    BadInputException bad(String problem) {
        return BadInputException.atLine(
                file, Math.max(1, json.currentTokenLocation().getLineNr()), oneLine(problem));
    }

    private void expect(JsonToken token, String words) throws IOException {
        if (json.currentToken() != token) {
            throw unexpected(String.valueOf(json.currentName()), words);
        }
    }

    private BadInputException unexpected(String name, String words) throws IOException {
        JsonToken token = json.currentToken();
        String found = token == null ? "the end" : token.isScalarValue() ? json.getText() : token.asString();
        String shown = found.length() > LONGEST_SHOWN ? found.substring(0, LONGEST_SHOWN) + "..." : found;
        return bad("\"" + name + "\" is " + shown + ", expected " + words);
    }

    static String oneLine(String text) {
        return Printable.escape(text);
    }
}
