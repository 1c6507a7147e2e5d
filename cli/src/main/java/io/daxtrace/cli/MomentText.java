package io.daxtrace.cli;

import io.daxtrace.event.Printable;
import io.daxtrace.selection.Moment;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code +10s}, {@code 03:00}, {@code 2026-11-26T03:00:00} or {@code 2026-11-26T03:00:00+01:00}. */
final class MomentText implements ITypeConverter<Moment> {
    @Override
    public Moment convert(String text) {
        if (text.startsWith("+")) {
            return new Moment.AfterBeginning(text, new Nanoseconds.Offset().convert(text.substring(1)));
        }
        ZoneId zone = ZoneId.systemDefault();
        try {
            if (!text.contains("T")) {
                return new Moment.TimeOfDay(text, LocalTime.parse(text), zone);
            }
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            ZonedDateTime zoned = time instanceof LocalDateTime local ? local.atZone(zone) : ZonedDateTime.from(time);
            return new Moment.PointInTime(text, zoned.toInstant());
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + Printable.escape(text)
                            + "' is no time: expected +10s (after the first operation), 03:00, 03:00:00.5 or 2026-11-26T03:00:00Z");
        }
    }
}
