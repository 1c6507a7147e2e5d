package io.daxtrace.compare.mathematics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What scipy computed, from goldens.json; goldens.py beside it wrote that. */
final class Goldens {
    private Goldens() {}

    /** The cases of one section. */
    static List<Map<String, Object>> of(String section) {
        try (InputStream in = Goldens.class.getResourceAsStream("goldens.json");
                JsonParser json = new JsonFactory().createParser(in)) {
            json.nextToken();
            List<Map<String, Object>> cases = new ArrayList<>();
            for (Object element : list(map(value(json)).get(section))) {
                cases.add(map(element));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    static double[] numbers(Object value) {
        return list(value).stream().mapToDouble(Goldens::number).toArray();
    }

    static long[] integers(Object value) {
        return list(value).stream().mapToLong(v -> ((Number) v).longValue()).toArray();
    }

    static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((k, v) -> map.put((String) k, v));
        return map;
    }

    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : json.getNumberValue();
    }
}
