package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import id.pcc.storage.LiveFeed.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveFramesTest {
  private static final Event EVENT =
      new Event(
          7,
          "dataset:dlh/ispu",
          "records",
          Instant.parse("2026-11-24T00:00:00Z").toEpochMilli(),
          Map.of("records", List.of(Map.of("petugas", "Siti \u2013 \uD83C\uDF0A"))));

  private final LiveFrames frames = new LiveFrames();

  @Test
  void an_event_is_written_as_server_sent_events_want_it() {
    assertEquals(
        """
        id: 7
        event: records
        data: {"topic":"dataset:dlh/ispu","seq":7,"at":"2026-11-24T07:00:00+07:00",\
        "records":[{"petugas":"Siti \u2013 \uD83C\uDF0A"}]}

        """,
        text(frames.of(EVENT, Set.of())));
  }

  @Test
  void all_who_may_see_the_same_hear_the_same_frame() {
    LiveFrames.Frame whole = frames.of(EVENT, Set.of());
    LiveFrames.Frame masked = frames.of(EVENT, Set.of("petugas"));
    assertNotSame(whole, masked);
    assertEquals(-1, text(masked).indexOf("Siti"));
    assertSame(whole, frames.of(EVENT, Set.of()));
    assertSame(masked, frames.of(EVENT, Set.of("petugas")));
  }

  @Test
  void a_frame_that_many_wait_for_counts_once_and_until_the_last_of_them() {
    LiveFrames.Frame frame = frames.of(EVENT, Set.of());
    frames.hold(frame);
    frames.hold(frame);
    assertEquals(frame.bytes().length, frames.held());
    frames.release(frame);
    assertEquals(frame.bytes().length, frames.held());
    frames.release(frame);
    assertEquals(0, frames.held());
  }

  private static String text(LiveFrames.Frame frame) {
    return new String(frame.bytes(), StandardCharsets.UTF_8);
  }
}
